package io.syncscript.gateway.socketio;

import java.util.List;

/** What is spoken over one Engine.IO connection. Called on the connection's home loop, {@link #onClose} last and once. */
interface EngineHandler {
    /** The client knows the connection; packets may be sent. */
    void onOpen();

    void onMessage(String text);

    void onMessage(byte[] data);

    /** What the client is to get in place of all that waited for it. */
    default List<Outbound> lastWords(DisconnectReason reason) {
        return List.of();
    }

    void onClose(DisconnectReason reason);
}
