package io.syncscript.doctor.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** A server, and HTTP/1.1 connections to it that nobody else uses. */
public final class HttpAccess implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI server;
    private final SSLContext trust;
    private final HttpClient http;

    /** @param server a scheme, a host and perhaps a port */
    public HttpAccess(URI server, SSLContext trust) {
        this.server = server;
        this.trust = trust;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(trust)
                .build();
    }

    public URI server() {
        return server;
    }

    public boolean isSecure() {
        return "https".equals(server.getScheme());
    }

    /** The same server over other connections. */
    public HttpAccess overOtherConnections() {
        return new HttpAccess(server, trust);
    }

    /** A request that is given up after a few seconds, unless it says otherwise. */
    public HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(server.resolve(pathAndQuery)).timeout(TIMEOUT);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    WebSocket.Builder webSocket() {
        return http.newWebSocketBuilder().connectTimeout(TIMEOUT);
    }

    URI webSocketUri(String pathAndQuery) {
        return URI.create((isSecure() ? "wss://" : "ws://") + server.getRawAuthority() + pathAndQuery);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
