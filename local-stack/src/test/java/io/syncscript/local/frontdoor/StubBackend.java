package io.syncscript.local.frontdoor;

import io.syncscript.local.process.Ports;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A server behind the front door that does what a test needs; it can go and come back on its port. */
final class StubBackend implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final int port = Ports.free();
    private final String name;
    private volatile Handler<HttpServerRequest> http;
    private volatile @Nullable Handler<ServerWebSocket> webSocket;
    private HttpServer server;

    /** Answers every request with its name until it is told otherwise. */
    StubBackend(String name) {
        this.name = name;
        this.http = request -> request.response().end(name);
        this.server = start();
    }

    void onRequest(Handler<HttpServerRequest> handler) {
        http = handler;
    }

    /** From now on upgrades are accepted. */
    void onWebSocket(Handler<ServerWebSocket> handler) {
        webSocket = handler;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String name() {
        return name;
    }

    void goAway() {
        server.close().await();
    }

    void comeBack() {
        server = start();
    }

    private HttpServer start() {
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMaxWebSocketFrameSize(1 << 20)
                        .setMaxWebSocketMessageSize(1 << 23))
                .requestHandler(this::handle)
                .listen()
                .await();
    }

    private void handle(HttpServerRequest request) {
        Handler<ServerWebSocket> accepting = webSocket;
        if (accepting != null && request.canUpgradeToWebSocket()) {
            request.toWebSocket().onSuccess(accepting);
        } else {
            http.handle(request);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
