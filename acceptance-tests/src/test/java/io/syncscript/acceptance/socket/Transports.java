package io.syncscript.acceptance.socket;

import java.util.List;

/** The transports that a client may use. */
public enum Transports {
    /** Polling first and then an upgrade, as clients do by default. */
    DEFAULT,
    WEBSOCKET,
    POLLING;

    public List<String> names() {
        return switch (this) {
            case DEFAULT -> List.of("polling", "websocket");
            case WEBSOCKET -> List.of("websocket");
            case POLLING -> List.of("polling");
        };
    }

    /** The transport that a connection ends up with. */
    public String settled() {
        return names().getLast();
    }
}
