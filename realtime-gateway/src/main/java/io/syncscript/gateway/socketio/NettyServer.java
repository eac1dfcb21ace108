package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketConfig;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.store.StoreFactory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** netty-socketio's server with its channels and threads in our hands. */
final class NettyServer extends SocketIOServer {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** Connections that may wait for their turn in the kernel, which takes its own limit where that is lower. */
    private static final int ACCEPT_BACKLOG = 4096;

    private final int outboundLimit;
    private final IntSupplier lookUps;
    private final AcceptPace pace;
    private @Nullable HttpPipeline pipeline;
    private @Nullable EventLoopGroup acceptor;
    private @Nullable EventLoopGroup workers;
    private @Nullable Channel listening;

    /** @param lookUps how many clients wait until their session has been looked up */
    NettyServer(SocketIoProperties properties, StoreFactory stores, IntSupplier lookUps, AcceptPace pace) {
        super(configuration(properties, stores));
        this.pace = pace;
        this.lookUps = lookUps;
        this.outboundLimit = Math.toIntExact(properties.limits().outbound().toBytes());
    }

    private static Configuration configuration(SocketIoProperties properties, StoreFactory stores) {
        Configuration configuration = new Configuration();
        configuration.setHostname(properties.host());
        configuration.setPort(properties.port());
        configuration.setContext(
                properties.path().substring(0, properties.path().length() - 1));
        configuration.setBossThreads(1);
        configuration.setWorkerThreads(properties.eventLoops());
        configuration.setUseLinuxNativeEpoll(Epoll.isAvailable());
        configuration.setRandomSession(true);
        configuration.setHttpCompression(false);
        configuration.setWebsocketCompression(false);
        configuration.setAddVersionHeader(false);
        configuration.setStoreFactory(stores);
        SocketConfig sockets = new SocketConfig();
        sockets.setReuseAddress(true);
        sockets.setAcceptBackLog(ACCEPT_BACKLOG);
        configuration.setSocketConfig(sockets);
        return configuration;
    }

    /**
     * Sets what each channel gets instead of netty-socketio's handlers. Their initializer stays the server's, unused: it owns a
     * timer that only its own start and stop release.
     */
    void install(HttpPipeline installed) {
        pipeline = installed;
    }

    @Override
    protected void applyConnectionOptions(ServerBootstrap bootstrap) {
        super.applyConnectionOptions(bootstrap);
        if (pipeline != null) {
            bootstrap.childHandler(pipeline);
        }
        bootstrap.childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(outboundLimit / 2, outboundLimit));
        acceptor = bootstrap.config().group();
        EventLoopGroup loops = bootstrap.config().childGroup();
        bootstrap.handler(new AcceptTurns(loops, lookUps, pace));
        workers = loops;
    }

    /** Binds; throws what binding throws, with nothing left behind. */
    @Override
    public void start() {
        ChannelFuture binding = (ChannelFuture) startAsync();
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            stop();
            throw new IllegalStateException("cannot bind the Socket.IO port", binding.cause());
        }
        listening = binding.channel();
    }

    int port() {
        if (listening != null && listening.localAddress() instanceof InetSocketAddress address) {
            return address.getPort();
        }
        throw new IllegalStateException("not started");
    }

    void stopListening() {
        if (listening != null && listening.isOpen()) {
            listening.close().syncUninterruptibly();
        }
    }

    /** Waits until every event loop has run what it was given before. */
    void settle() {
        if (workers != null) {
            for (EventExecutor loop : workers) {
                loop.submit(() -> {}).awaitUninterruptibly(STOP_TIMEOUT.toMillis());
            }
        }
    }

    @Override
    public void stop() {
        if (acceptor == null || workers == null) {
            return;
        }
        shutdown(acceptor);
        shutdown(workers);
        super.stop();
        acceptor = null;
        workers = null;
    }

    private static void shutdown(EventLoopGroup group) {
        group.shutdownGracefully(0, STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS).syncUninterruptibly();
    }
}
