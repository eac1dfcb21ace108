package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.store.StoreFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A Socket.IO server. Started and stopped once, explicitly. The methods may be called from any thread but the server's own
 * event loops, where starting and stopping would wait for themselves.
 */
public final class SocketIoServer implements AutoCloseable {
    private final Set<NamespaceSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Connections connections = new Connections();
    private final AtomicInteger admissions = new AtomicInteger();
    private final StoreFactory stores = new LocalStoreFactory();
    private final AcceptPace pace;
    private final NettyServer server;
    private final RequestGate gate;

    /** A server of the default namespace. */
    public SocketIoServer(
            SocketIoProperties properties,
            QuotaProperties quotas,
            ConnectionAuthenticator authenticator,
            SocketListener listener) {
        this(properties, quotas, authenticator, listener, Set.of());
    }

    /** @param namespaces the namespaces beside the default one, each beginning with a slash */
    public SocketIoServer(
            SocketIoProperties properties,
            QuotaProperties quotas,
            ConnectionAuthenticator authenticator,
            SocketListener listener,
            Set<String> namespaces) {
        Quotas granted = Quotas.of(quotas);
        this.pace = pace(properties);
        this.server = new NettyServer(properties, stores, admissions::get, pace);
        SocketIoContext context = new SocketIoContext(
                properties,
                new Namespaces(server, namespaces),
                new PacketDecoder(properties.limits()),
                granted.users(),
                authenticator,
                listener,
                sockets,
                admissions);
        this.gate = install(
                properties,
                granted,
                authenticator.credentialCookies(),
                connection -> new SocketIoSession(context, connection));
    }

    /** A server of something else over Engine.IO. */
    SocketIoServer(
            SocketIoProperties properties, QuotaProperties quotas, Function<Connection, EngineHandler> handlers) {
        this.pace = pace(properties);
        this.server = new NettyServer(properties, stores, admissions::get, pace);
        this.gate = install(properties, Quotas.of(quotas), Set.of(), handlers);
    }

    private static AcceptPace pace(SocketIoProperties properties) {
        return new AcceptPace(properties.eventLoops() * properties.limits().acceptRate());
    }

    private RequestGate install(
            SocketIoProperties properties,
            Quotas quotas,
            Set<String> credentialCookies,
            Function<Connection, EngineHandler> handlers) {
        OriginPolicy origins = new OriginPolicy(properties.allowedOrigins());
        EngineContext context = new EngineContext(
                properties, new HomeLoops(), connections, stores, quotas, credentialCookies, handlers);
        RequestGate installed = new RequestGate(context, origins, ClientBundle.load(ClientBundle.FOLDER));
        server.install(new HttpPipeline(properties, quotas.proxies(), origins, installed));
        return installed;
    }

    /** Binds and serves; throws {@link IllegalStateException} where the port cannot be bound. */
    public void start() {
        server.start();
    }

    /**
     * Answers requests for new connections and for unknown ones with 503 from now on, so that a proxy passes them on; those that
     * exist go on.
     */
    public void stopAccepting() {
        gate.stopAccepting();
    }

    /** Ends what is left, at once; a client comes back elsewhere. To let them go gradually, disconnect them before. */
    public void stop() {
        stopAccepting();
        server.stopListening();
        sockets.forEach(socket -> socket.disconnect(DisconnectReason.SERVER_DRAINING));
        server.settle();
        server.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** The open connections, those included that have joined no namespace yet. */
    public int connectionCount() {
        return connections.count();
    }

    /** The connected sockets: a live view, whose iteration may miss what connects meanwhile. */
    public Collection<ClientSocket> sockets() {
        return Collections.unmodifiableCollection(sockets);
    }

    /** What is counted here: connections by transport, sockets, and how connections ended or were refused. */
    public MeterBinder meters() {
        return meters -> {
            connections.counts().bindTo(meters);
            Gauge.builder("syncscript.socketio.sockets", sockets, Collection::size)
                    .description("Sockets that were accepted and are connected")
                    .register(meters);
        };
    }

    /** A new room of this server's sockets, empty. Two rooms of one name are two rooms. */
    public SocketRoom newRoom(String name) {
        return new LocalRoom(name, pace::delivering);
    }
}
