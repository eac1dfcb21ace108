package io.syncscript.gateway.protocol;

/** The names of the events that are no vault events. */
public final class EventNames {
    public static final String VAULT_JOIN = "vault:join";
    public static final String VAULT_JOINED = "vault:joined";
    public static final String VAULT_LEAVE = "vault:leave";
    public static final String PING = "ping";
    public static final String PONG = "pong";
    public static final String ERROR = "error";
    public static final String SERVER_DRAINING = "server:draining";

    private EventNames() {}
}
