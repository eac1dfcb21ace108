package io.syncscript.gateway.room;

import io.syncscript.gateway.session.AuthenticatedUser;
import io.syncscript.gateway.socketio.ClientSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A connected socket and the vaults it has joined. Its requests are worked off one after the other, in the order in which the
 * client sent them.
 */
final class Participant {
    private final ClientSocket socket;
    private final AuthenticatedUser user;
    private final SerialExecutor requests;
    private final ConcurrentMap<String, VaultLane> lanes = new ConcurrentHashMap<>();

    Participant(ClientSocket socket) {
        this.socket = socket;
        this.user = (AuthenticatedUser) socket.principal();
        this.requests = new SerialExecutor("socket " + socket.id());
    }

    ClientSocket socket() {
        return socket;
    }

    AuthenticatedUser user() {
        return user;
    }

    /** Says in a line of the log whom it is about. */
    LoggingEventBuilder about(LoggingEventBuilder line) {
        return line.addKeyValue("connectionId", socket.id()).addKeyValue("userId", user.userId());
    }

    SerialExecutor requests() {
        return requests;
    }

    /** The lane of a vault that the socket is in the room of. */
    Optional<VaultLane> laneOf(String vaultId) {
        return Optional.ofNullable(lanes.get(vaultId));
    }

    List<VaultLane> lanes() {
        return List.copyOf(lanes.values());
    }

    int joinedVaults() {
        return lanes.size();
    }

    /** Called by the lane, and on it, when the socket has entered its room. */
    void entered(VaultLane lane) {
        lanes.put(lane.vaultId(), lane);
    }

    /** Called by the lane, and on it, when the socket has left its room. */
    void left(VaultLane lane) {
        lanes.remove(lane.vaultId(), lane);
    }
}
