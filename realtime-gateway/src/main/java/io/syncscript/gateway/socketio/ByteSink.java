package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/** Takes bytes for the network without waiting. On the channel's event loop only. */
@FunctionalInterface
interface ByteSink {
    /** Takes nothing, so that everything is written to the channel. */
    ByteSink NONE = data -> 0;

    /**
     * Takes the readable bytes from the first on, without moving an index.
     *
     * @return how many it took, 0 where the network takes none now
     */
    int take(ByteBuf data) throws IOException;

    /** The socket of the channel, where its transport gives it out. */
    static ByteSink of(Channel channel) {
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            return data -> data.hasMemoryAddress()
                    ? socket.sendAddress(data.memoryAddress(), data.readerIndex(), data.writerIndex())
                    : 0;
        }
        return NONE;
    }
}
