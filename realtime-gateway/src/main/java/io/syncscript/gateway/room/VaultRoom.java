package io.syncscript.gateway.room;

import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.EncodedEvent;
import io.syncscript.gateway.socketio.SocketRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The members of a vault that are connected here, and what reaches them. Confined to the vault's lane. */
final class VaultRoom {
    private final SocketRoom sockets;
    private final String vaultId;
    private final RoomWatch watch;
    private final Consumer<Participant> onLeft;
    private final Map<ClientSocket, Member> members = new HashMap<>();
    private long highestPosition;

    /** @param position the revision up to which the member had everything when it entered, perhaps ahead of the lane */
    private record Member(Participant participant, long position) {}

    /** @param onLeft told of every participant that was in the room and is not any more, for whatever reason */
    VaultRoom(String vaultId, SocketRoom sockets, RoomWatch watch, Consumer<Participant> onLeft) {
        this.vaultId = vaultId;
        this.sockets = sockets;
        this.watch = watch;
        this.onLeft = onLeft;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void enter(Participant participant, long position) {
        if (members.put(participant.socket(), new Member(participant, position)) == null) {
            watch.rooms().entered(members.size() == 1);
        }
        sockets.add(participant.socket());
        highestPosition = Math.max(highestPosition, position);
    }

    /** Does nothing where the participant is not in the room. */
    void leave(Participant participant) {
        if (members.remove(participant.socket()) != null) {
            sockets.remove(participant.socket());
            watch.rooms().left(members.isEmpty());
            onLeft.accept(participant);
        }
    }

    void leaveAll(Consumer<Participant> andThen) {
        for (Member member : List.copyOf(members.values())) {
            leave(member.participant());
            andThen.accept(member.participant());
        }
    }

    /** The revision up to which the participant had everything when it entered; empty where it is not in the room. */
    Optional<Long> position(Participant participant) {
        return Optional.ofNullable(members.get(participant.socket())).map(Member::position);
    }

    /** Sends the delivery to everyone who does not have it, and then sees those out who have to leave after it. */
    void deliver(Delivery delivery) {
        Runnable written = watch.whenWritten(vaultId, delivery);
        int receivers = delivery.revision() > highestPosition
                ? sockets.broadcast(delivery.event(), written)
                : sockets.broadcast(delivery.event(), lacks(delivery), written);
        watch.deliveries().sent(delivery, receivers);
        if (!(delivery.departure() instanceof Departure.Nobody)) {
            seeOut(delivery);
        }
    }

    /** Sends an event that is no revision to everyone. */
    void announce(EncodedEvent event) {
        sockets.broadcast(event);
    }

    private Predicate<ClientSocket> lacks(Delivery delivery) {
        return socket -> {
            Member member = members.get(socket);
            return member != null && member.position() < delivery.revision();
        };
    }

    private void seeOut(Delivery delivery) {
        int before = members.size();
        for (Member member : List.copyOf(members.values())) {
            String userId = member.participant().user().userId();
            if (delivery.departure().includes(userId) && member.position() < delivery.revision()) {
                leave(member.participant());
            }
        }
        if (members.size() < before) {
            watch.deliveries().revoked(delivery);
        }
    }
}
