package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.gateway.socketio.InboundEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client as the documents want it: it keeps the last revision that it saw and says it whenever it joins. */
final class ModelClient {
    private final String userId;
    private final VaultJoins joins;
    private final SerialExecutor actions;
    private final List<FakeSocket> sockets = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private Participant participant;

    /** The revisions between a removal and the return, which are none of the client's business. */
    private record Absence(long removedAt, long addedAt) {
        boolean covers(long revision) {
            return revision > removedAt && revision < addedAt;
        }
    }

    ModelClient(String userId, VaultJoins joins) {
        this.userId = userId;
        this.joins = joins;
        this.actions = new SerialExecutor("client " + userId);
        this.participant = connect();
    }

    String userId() {
        return userId;
    }

    void removedAt(long revision) {
        absences.add(new Absence(revision, Long.MAX_VALUE));
    }

    void addedAt(long revision) {
        absences.add(new Absence(absences.removeLast().removedAt(), revision));
    }

    void resume() {
        actions.execute(() -> {
            if (!participant.socket().isConnected()) {
                joins.leaveAll(participant);
                participant = connect();
            }
            join();
        });
    }

    void leave() {
        actions.execute(() -> joins.leave(participant, Messages.VAULT));
    }

    void reconnect() {
        actions.execute(() -> {
            participant.socket().disconnect(DisconnectReason.TRANSPORT_CLOSED);
            joins.leaveAll(participant);
            participant = connect();
            join();
        });
    }

    void awaitRequests() {
        CompletableFuture.runAsync(() -> {}, actions).join();
    }

    /** Whether it is in the room and has everything up to there. Not while it does something. */
    boolean standsAt(long head) {
        return participant.socket().isConnected()
                && participant.laneOf(Messages.VAULT).isPresent()
                && cursor() == head;
    }

    /** Holds everything that it ever received against the contract. */
    void verify() {
        Iterator<Long> joined = asked.iterator();
        long cursor = 0;
        for (FakeSocket socket : sockets) {
            long admittedAt = -1;
            boolean removed = false;
            for (JsonNode event : socket.received()) {
                JsonNode payload = event.get(1);
                long revision = payload.path("revision").asLong(-1);
                switch (event.get(0).stringValue()) {
                    case EventNames.VAULT_JOINED -> {
                        admittedAt = revision;
                        removed = false;
                        long from = joined.next();
                        cursor = payload.get("recovered").booleanValue() ? from : revision;
                    }
                    case EventNames.ERROR -> {}
                    default -> {
                        assertThat(absences)
                                .as("no member at %s", revision)
                                .noneMatch(absence -> absence.covers(revision));
                        assertThat(removed).as("removed before %s", revision).isFalse();
                        assertThat(revision).as("revision after %s", cursor).isEqualTo(cursor + 1);
                        cursor = revision;
                        removed = revision > admittedAt
                                && payload.path("userId").asString("").equals(userId);
                    }
                }
            }
        }
    }

    private Participant connect() {
        FakeSocket socket = new FakeSocket(userId);
        sockets.add(socket);
        return new Participant(socket);
    }

    private void join() {
        FakeSocket socket = sockets.getLast();
        int answersBefore = socket.payloads(EventNames.VAULT_JOINED).size();
        asked.add(cursor());
        ObjectNode argument = JsonMapper.shared()
                .createObjectNode()
                .put("vaultId", Messages.VAULT)
                .put("revision", asked.getLast());
        InboundEvent request = new InboundEvent(EventNames.VAULT_JOIN, List.of(argument), new NoAcknowledgement());
        try {
            JoinRequest join = JoinRequest.of(request.args());
            joins.join(participant, join, joins.lookUp(participant, join), new Reply(participant.socket(), request));
        } catch (RefusedException | DataAccessException e) {
            // told to the client, which asks again later
        }
        if (socket.payloads(EventNames.VAULT_JOINED).size() == answersBefore) {
            asked.removeLast();
        }
    }

    private long cursor() {
        long cursor = 0;
        for (FakeSocket socket : sockets) {
            for (JsonNode event : socket.received()) {
                JsonNode payload = event.get(1);
                if (payload.has("eventId") || !payload.path("recovered").asBoolean(true)) {
                    cursor = payload.get("revision").longValue();
                }
            }
        }
        return cursor;
    }
}
