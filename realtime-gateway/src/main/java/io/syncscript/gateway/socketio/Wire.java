package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;

/** The transport that carries a connection's packets to its client. Confined to the connection's home loop. */
sealed interface Wire permits PollingWire, WebSocketWire {
    void write(Outbound packet);

    /**
     * Writes an event that others get too.
     *
     * @param frames the event as websocket frames, or what {@link #sendNow} left of them; still the caller's
     */
    void write(EncodedEvent event, ByteBuf frames);

    /**
     * Hands frames that others get too straight to the network, as much of them as it takes at once, where nothing waits before
     * them. What it does not take is to be written.
     *
     * @param frames still the caller's, and not changed
     * @return how many bytes it took; after a part of them the rest has to be the next that is written
     */
    int sendNow(ByteBuf frames);

    /** Sends what was written, as far as the client takes it. */
    void flush();

    /**
     * Runs the action on the home loop when nothing waits any more of what was written before: it is handed to the network, or
     * to a poll, or the transport is gone. The action may be run before this returns.
     */
    void whenTaken(Runnable action);

    /** True where more waits than the outbound limit allows. */
    boolean isOverfull();

    /** Drops what waits, except for the rest of what the client has received in part. */
    void discard();

    /**
     * Ends the transport.
     *
     * @param ended runs when the client can get nothing more
     */
    void close(Closing closing, Runnable ended);
}
