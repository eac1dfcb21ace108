package io.syncscript.gateway.replay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many websocket clients on two threads. */
final class StormClients implements AutoCloseable {
    private static final String ORIGIN = "http://localhost:3000";
    private static final int THREADS = 2;
    private static final int CONNECTING_AT_A_TIME = 100;
    private static final int MAX_MESSAGE = 65_536;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    private final List<Channel> channels = new ArrayList<>();
    private final Bootstrap bootstrap;

    StormClients(URI gateway, String cookie) {
        URI endpoint = URI.create("ws://127.0.0.1:" + gateway.getPort() + "/socket.io/?EIO=4&transport=websocket");
        bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_MESSAGE))
                                .addLast(new WebSocketClientProtocolHandler(
                                        WebSocketClientHandshakerFactory.newHandshaker(
                                                endpoint,
                                                WebSocketVersion.V13,
                                                null,
                                                false,
                                                new DefaultHttpHeaders()
                                                        .add("Cookie", cookie)
                                                        .add("Origin", ORIGIN),
                                                MAX_MESSAGE)))
                                .addLast(new StormClient());
                    }
                })
                .remoteAddress("127.0.0.1", gateway.getPort());
    }

    /** Begins to connect so many; {@link StormClient#isConnected} says when one has. */
    List<StormClient> connect(int count) throws InterruptedException {
        List<StormClient> clients = new ArrayList<>();
        while (clients.size() < count) {
            List<ChannelFuture> connecting = new ArrayList<>();
            for (int i = 0; i < Math.min(CONNECTING_AT_A_TIME, count - clients.size()); i++) {
                connecting.add(bootstrap.connect());
            }
            for (ChannelFuture future : connecting) {
                Channel channel = future.sync().channel();
                channels.add(channel);
                clients.add(channel.pipeline().get(StormClient.class));
            }
        }
        return clients;
    }

    @Override
    public void close() {
        channels.stream().map(Channel::close).toList().forEach(ChannelFuture::awaitUninterruptibly);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
