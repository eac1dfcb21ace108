package io.syncscript.gateway.socketio;

import tools.jackson.databind.json.JsonMapper;

/**
 * An event encoded once, to be emitted to any number of sockets of the default namespace. Immutable.
 */
public final class EncodedEvent {
    private final String packet;

    private EncodedEvent(String packet) {
        this.packet = packet;
    }

    /**
     * An event with one argument.
     *
     * @param payloadJson the argument as JSON text, sent as it stands
     */
    public static EncodedEvent of(String name, String payloadJson) {
        String quoted = JsonMapper.shared().writeValueAsString(name);
        return new EncodedEvent("42[" + quoted + "," + payloadJson + "]");
    }

    /** The Engine.IO message that carries the event. */
    String packet() {
        return packet;
    }
}
