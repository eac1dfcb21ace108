package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** An Engine.IO packet on its way to a client. */
sealed interface Outbound {
    Text CLOSE = new Text("1");
    Text PING = new Text("2");
    Text PROBE_ANSWER = new Text("3probe");
    Text NOOP = new Text("6");

    /** About what a waiting packet takes beside its content. */
    int OVERHEAD = 64;

    /** About how many bytes the packet takes while it waits. */
    int size();

    /** The packet as a websocket frame; the caller owns the buffer. */
    ByteBuf frame(ByteBufAllocator allocator);

    /** @param packet the packet with its type */
    record Text(String packet) implements Outbound {
        @Override
        public int size() {
            return OVERHEAD + packet.length();
        }

        @Override
        public ByteBuf frame(ByteBufAllocator allocator) {
            return WebSocketFrames.text(allocator, packet);
        }
    }

    /** A binary message. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Binary(byte[] data) implements Outbound {
        @Override
        public int size() {
            return OVERHEAD + data.length;
        }

        @Override
        public ByteBuf frame(ByteBufAllocator allocator) {
            return WebSocketFrames.binary(allocator, data);
        }
    }
}
