package io.syncscript.gateway.socketio;

/** What is spoken over one Engine.IO connection. Called on the connection's home loop, {@link #onClose} last and once. */
interface EngineHandler {
    /** The client knows the connection; packets may be sent. */
    void onOpen();

    void onMessage(String text);

    void onMessage(byte[] data);

    void onClose(DisconnectReason reason);
}
