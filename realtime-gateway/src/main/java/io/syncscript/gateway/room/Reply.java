package io.syncscript.gateway.room;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.socketio.Acknowledgement;
import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.InboundEvent;
import io.syncscript.model.access.VaultRole;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers one request of a client: by the event that the documents name and, where the client gave a callback, by an
 * acknowledgement that says the same.
 */
final class Reply {
    private final ClientSocket socket;
    private final String request;
    private final Acknowledgement ack;

    /** Keeps nothing of the request's arguments. */
    Reply(ClientSocket socket, InboundEvent request) {
        this.socket = socket;
        this.request = request.name();
        this.ack = request.ack();
    }

    /** The name of the event that is answered. */
    String request() {
        return request;
    }

    /** @param revision where the socket stands after the replay that follows */
    void joined(String vaultId, VaultRole role, long revision, boolean recovered) {
        ObjectNode payload = object().put("vaultId", vaultId)
                .put("role", role.wireName())
                .put("revision", revision)
                .put("recovered", recovered);
        socket.emit(EventNames.VAULT_JOINED, payload);
        ack.send(object().put("ok", true).setAll(payload));
    }

    /** The request is done; only the acknowledgement says so. */
    void done() {
        ack.send(object().put("ok", true));
    }

    void pong() {
        socket.emit(EventNames.PONG, object());
        done();
    }

    void refused(ErrorCode code) {
        ObjectNode error = code.payload();
        error.putObject("details").put("event", request);
        socket.emit(EventNames.ERROR, error);
        ack.send(object().put("ok", false).set("error", code.payload()));
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
