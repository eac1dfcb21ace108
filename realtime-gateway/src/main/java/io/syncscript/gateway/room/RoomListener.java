package io.syncscript.gateway.room;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.session.ConnectedSockets;
import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.gateway.socketio.EncodedEvent;
import io.syncscript.gateway.socketio.InboundEvent;
import io.syncscript.gateway.socketio.SocketListener;
import io.syncscript.model.event.VaultEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Routes what sockets do: by the name of the event to its handler, on the participant's own executor. Events of other names
 * are ignored. Whatever goes wrong with a request is answered here.
 */
@Component
@DependsOn("consistentSettings")
class RoomListener implements SocketListener {
    private static final Logger log = LoggerFactory.getLogger(RoomListener.class);

    private static final EncodedEvent SLOW_READER =
            EncodedEvent.of(EventNames.ERROR, ErrorCode.SLOW_READER.payload().toString());

    private final ConcurrentMap<ClientSocket, Participant> participants = new ConcurrentHashMap<>();
    private final VaultJoins joins;
    private final Announcements announcements;
    private final ConnectedSockets sockets;
    private final RoomProperties properties;
    private final RoomMetrics metrics;

    /**
     * What there is to do for a request.
     *
     * @param condition complete when the handler finds what it needs; it holds no thread until then
     */
    private record Work(CompletableFuture<?> condition, Consumer<Reply> handler) {
        static Work now(Consumer<Reply> handler) {
            return new Work(CompletableFuture.completedFuture(null), handler);
        }
    }

    RoomListener(
            VaultJoins joins,
            Announcements announcements,
            ConnectedSockets sockets,
            RoomProperties properties,
            RoomMetrics metrics) {
        this.joins = joins;
        this.announcements = announcements;
        this.sockets = sockets;
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public void onConnect(ClientSocket socket) {
        Participant participant = new Participant(socket);
        participants.put(socket, participant);
        participant.about(log.atDebug()).log("Connected");
        sockets.add(participant.user().sessionId(), socket);
    }

    @Override
    public void onEvent(ClientSocket socket, InboundEvent event) {
        Participant participant = participants.get(socket);
        if (participant == null) {
            return;
        }
        switch (event.name()) {
            case EventNames.PING -> new Reply(socket, event).pong();
            case EventNames.VAULT_JOIN ->
                submit(participant, event, () -> {
                    JoinRequest request = JoinRequest.of(event.args());
                    var standing = joins.lookUp(participant, request);
                    return new Work(standing, reply -> joins.join(participant, request, standing, reply));
                });
            case EventNames.VAULT_LEAVE ->
                submit(participant, event, () -> {
                    String vaultId = Arguments.vaultId(event.args());
                    return Work.now(reply -> {
                        joins.leave(participant, vaultId);
                        reply.done();
                    });
                });
            case VaultEvent.SourceCreated.TYPE, VaultEvent.SourceUpdated.TYPE, VaultEvent.SourceDeleted.TYPE ->
                submit(participant, event, () -> {
                    AnnouncementRequest request = AnnouncementRequest.of(event);
                    return Work.now(reply -> announcements.announce(participant, request, reply));
                });
            default -> {}
        }
    }

    @Override
    public void onExcess(ClientSocket socket, InboundEvent event) {
        refuse(new Reply(socket, event), ErrorCode.RATE_LIMITED);
    }

    @Override
    public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
        Participant participant = participants.remove(socket);
        if (participant != null) {
            participant.about(log.atDebug()).log("Disconnected: {}", reason);
            sockets.remove(participant.user().sessionId(), socket);
            leaveAll(participant);
        }
    }

    /** Behind the requests that are not finished: they may let it in somewhere. After its disconnect there are no new ones. */
    private void leaveAll(Participant participant) {
        if (participant.requests().unfinished() == 0) {
            joins.leaveAll(participant);
        } else {
            participant.requests().execute(() -> joins.leaveAll(participant));
        }
    }

    @Override
    public Optional<EncodedEvent> lastWord(DisconnectReason reason) {
        return reason == DisconnectReason.SLOW_READER ? Optional.of(SLOW_READER) : Optional.empty();
    }

    /** @param reader reads the request at once: what waits must not hold all that the client sent */
    private void submit(Participant participant, InboundEvent event, Supplier<Work> reader) {
        Reply reply = new Reply(participant.socket(), event);
        if (participant.requests().unfinished() >= properties.maxPendingRequests()) {
            refuse(reply, ErrorCode.RATE_LIMITED);
        } else {
            Work work = read(reader);
            participant.requests().executeAfter(work.condition(), () -> handle(participant, reply, work.handler()));
        }
    }

    private void refuse(Reply reply, ErrorCode code) {
        if (reply.request().equals(EventNames.VAULT_JOIN)) {
            metrics.joinRefused(code);
        }
        reply.refused(code);
    }

    private Work read(Supplier<Work> reader) {
        try {
            return reader.get();
        } catch (RefusedException e) {
            return Work.now(reply -> refuse(reply, e.code()));
        }
    }

    private void handle(Participant participant, Reply reply, Consumer<Reply> handler) {
        try {
            handler.accept(reply);
        } catch (RefusedException e) {
            refuse(reply, e.code());
        } catch (DataAccessException e) {
            participant
                    .about(log.atWarn())
                    .log(
                            "Could not answer {}: {}",
                            reply.request(),
                            e.getMostSpecificCause().getMessage());
            refuse(reply, ErrorCode.UNAVAILABLE);
        } catch (RuntimeException e) {
            participant.about(log.atError()).setCause(e).log("Failed to answer {}", reply.request());
            refuse(reply, ErrorCode.UNAVAILABLE);
        }
    }
}
