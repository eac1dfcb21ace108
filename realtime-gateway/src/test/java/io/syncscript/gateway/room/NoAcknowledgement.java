package io.syncscript.gateway.room;

import io.syncscript.gateway.socketio.Acknowledgement;
import tools.jackson.databind.JsonNode;

/** Of a request without a callback. */
final class NoAcknowledgement implements Acknowledgement {
    @Override
    public boolean isRequested() {
        return false;
    }

    @Override
    public void send(JsonNode... args) {}
}
