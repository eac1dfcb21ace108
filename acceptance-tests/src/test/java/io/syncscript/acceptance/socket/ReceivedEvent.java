package io.syncscript.acceptance.socket;

import tools.jackson.databind.JsonNode;

/**
 * What a client heard: an event of the server, or under the client's own names what happened to the connection ({@code connect},
 * {@code disconnect}, {@code connect_error}, {@code reconnect_attempt}, {@code reconnect}).
 *
 * @param payload the first argument; missing where there is none
 */
public record ReceivedEvent(String name, JsonNode payload) {
    public boolean is(String eventName) {
        return name.equals(eventName);
    }

    /** True for a committed change of a vault and for its announcement. */
    public boolean isVaultEvent() {
        return payload.has("eventId");
    }

    public String text(String field) {
        return payload.path(field).asString();
    }

    public long revision() {
        return payload.path("revision").asLong();
    }
}
