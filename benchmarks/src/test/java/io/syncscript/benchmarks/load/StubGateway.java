package io.syncscript.benchmarks.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A gateway that does wrong on purpose, which the real one does not: it delivers to whom a test says, as often as it says. */
final class StubGateway implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Channel> joined = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Channel server;
    private final String answer;

    /** @param answer to vault:join, as a packet */
    StubGateway(String answer) {
        this.answer = answer;
        this.server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(8192),
                                        new WebSocketServerProtocolHandler("/socket.io/", true),
                                        new Client());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort());
    }

    /** @param member counted from 0 in the order of joining */
    void deliver(int member, long sequence) {
        send(member, "42[\"source:created\",{\"title\":\"" + SequenceMark.of(sequence) + "\"}]");
    }

    void send(int member, String packet) {
        joined.get(member).writeAndFlush(new TextWebSocketFrame(packet)).syncUninterruptibly();
    }

    /** What clients sent. */
    List<String> received() {
        return received;
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Client extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete) {
                send(context, "0{\"sid\":\"stub\"}");
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            received.add(frame.text());
            if (frame.text().equals("40")) {
                send(context, "40{\"sid\":\"stub\"}");
            } else if (frame.text().startsWith("42[\"vault:join\"")) {
                joined.add(context.channel());
                send(context, answer);
            }
        }

        private static void send(ChannelHandlerContext context, String packet) {
            var unused = context.writeAndFlush(new TextWebSocketFrame(packet));
        }
    }
}
