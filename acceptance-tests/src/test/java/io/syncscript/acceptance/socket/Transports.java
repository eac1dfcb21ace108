package io.syncscript.acceptance.socket;

import java.util.List;

/** The transports that a client may use. */
public enum Transports {
    /** Polling first and then an upgrade, as clients do by default. */
    DEFAULT("polling", "websocket"),
    WEBSOCKET("websocket"),
    POLLING("polling");

    private final List<String> names;

    Transports(String... names) {
        this.names = List.of(names);
    }

    public List<String> names() {
        return names;
    }

    /** The transport that a connection ends up with. */
    public String settled() {
        return names.getLast();
    }
}
