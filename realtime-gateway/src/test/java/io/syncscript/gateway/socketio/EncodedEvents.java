package io.syncscript.gateway.socketio;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what stands in an {@link EncodedEvent}, for tests of other packages. */
public final class EncodedEvents {
    private EncodedEvents() {}

    /** The event's name and arguments, as a JSON array. */
    public static JsonNode array(EncodedEvent event) {
        String packet = event.packet("/");
        return JsonMapper.shared().readTree(packet.substring(packet.indexOf('[')));
    }
}
