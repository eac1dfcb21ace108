package io.syncscript.local.frontdoor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives a browser one origin: {@code /socket.io/} goes to the gateways, all of one session to the same one, and everything else
 * to the API. Responses are passed on as they come, for as long as they take, so that long polling and WebSockets work.
 */
public final class FrontDoor implements AutoCloseable {
    private static final int MAX_BACKEND_CONNECTIONS = 20_000;
    private static final int MAX_REQUEST_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 32 * 1024;

    private final Vertx vertx;
    private final HttpServer server;

    private FrontDoor(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Opens the door on the loopback address.
     *
     * @param port 0 for any free port
     */
    public static FrontDoor open(int port, URI api, List<URI> gateways) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        HttpClientAgent client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000).setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(MAX_BACKEND_CONNECTIONS));
        Backends backends = new Backends(
                client,
                Backend.at(api),
                new GatewayRing(gateways.stream().map(Backend::at).toList()));
        HttpProxy proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(backends::requestFor)
                .addInterceptor(new ProxyHeaders())
                .addInterceptor(new UnreachableAnswer());
        WebSocketTunnel tunnel = new WebSocketTunnel(backends);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true)
                        .setMaxInitialLineLength(MAX_REQUEST_LINE)
                        .setMaxHeaderSize(MAX_HEADERS))
                .requestHandler(request -> route(request, proxy, tunnel));
        await(server.listen());
        return new FrontDoor(vertx, server);
    }

    private static void route(HttpServerRequest request, HttpProxy proxy, WebSocketTunnel tunnel) {
        if (request.canUpgradeToWebSocket()) {
            tunnel.open(request);
        } else {
            proxy.handle(request);
        }
    }

    /** The origin to give to clients. */
    public URI uri() {
        return URI.create("http://localhost:" + server.actualPort());
    }

    /** Closes the door and every connection through it. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("The front door neither opened nor closed in time", e);
        }
    }
}
