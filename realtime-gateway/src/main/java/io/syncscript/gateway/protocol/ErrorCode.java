package io.syncscript.gateway.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stable codes of everything a client is refused, each with the message that goes with it. */
public enum ErrorCode {
    /** No session, or none that is valid. */
    UNAUTHORIZED("UNAUTHORIZED"),
    /** The session store could not be asked. */
    AUTHENTICATION_FAILED("AUTHENTICATION_FAILED"),
    /** The user is no member of the vault, or the vault does not exist: clients cannot tell which. */
    ACCESS_DENIED("Access denied to vault"),
    /** The user's role in the vault does not allow this. */
    INSUFFICIENT_PERMISSIONS("Insufficient permissions"),
    /** The vault id is missing or is no id. */
    INVALID_VAULT_ID("Invalid vault ID"),
    /** The arguments of the event do not fit it, or what they announce is not so. */
    INVALID_PAYLOAD("Invalid payload"),
    /** The client asks for more at a time than a limit allows. */
    RATE_LIMITED("Too many requests"),
    /** The session was not used for longer than it lasts. */
    SESSION_EXPIRED("Session expired"),
    /** The user logged out, or the session was ended for them. */
    SESSION_ENDED("Session ended"),
    /** The client took its events more slowly than they came; what waited is dropped, and it can come back and resume. */
    SLOW_READER("Reads too slowly"),
    /** The gateway cannot answer just now; the same request may succeed later. */
    UNAVAILABLE("Service unavailable");

    private final String message;

    ErrorCode(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }

    /** The {@code data} of a refused connection: {@code {code}}. */
    public JsonNode refusal() {
        return JsonMapper.shared().createObjectNode().put("code", name());
    }

    /** The {@code error} event's payload, and the {@code error} of an acknowledgement: {@code {message, code}}. */
    public ObjectNode payload() {
        return JsonMapper.shared().createObjectNode().put("message", message).put("code", name());
    }
}
