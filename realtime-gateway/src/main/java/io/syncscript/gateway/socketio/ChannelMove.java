package io.syncscript.gateway.socketio;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * Moves a channel to another event loop. A websocket that belongs to a connection is moved to the connection's home before it
 * opens, so that everything of the connection runs on one thread and a broadcast needs no second hop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class ChannelMove {
    private ChannelMove() {}

    /** Learns, on the home loop where it succeeded, whether the channel is there. */
    interface Arrival {
        void arrived(boolean success);
    }

    /** To be called on the channel's event loop, while nothing more is expected from the client. */
    static void to(HomeLoop home, Channel channel, Arrival arrival) {
        EventLoop target = home.eventLoop();
        if (channel.eventLoop().equals(target)) {
            arrival.arrived(true);
            return;
        }
        channel.deregister().addListener(left -> {
            if (left.isSuccess()) {
                target.register(channel).addListener(entered -> arrival.arrived(entered.isSuccess()));
            } else {
                arrival.arrived(false);
            }
        });
    }
}
