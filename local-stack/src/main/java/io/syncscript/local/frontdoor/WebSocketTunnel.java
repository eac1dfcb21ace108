package io.syncscript.local.frontdoor;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.Pipe;

/**
 * Joins a client's WebSocket with its gateway as two byte streams, each slowed down to what the other side takes: the tunnel of
 * the proxy library buffers without a bound when a client stops reading, which would hide slow readers from the gateway.
 */
final class WebSocketTunnel {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Backends backends;

    WebSocketTunnel(Backends backends) {
        this.backends = backends;
    }

    /** Takes over a request to upgrade. A backend that refuses has its answer passed on. */
    void open(HttpServerRequest inbound) {
        backends.requestFor(inbound)
                .compose(outbound -> handshake(inbound, outbound))
                .onSuccess(answer -> {
                    if (answer.statusCode() == SWITCHING_PROTOCOLS) {
                        join(inbound, answer);
                    } else {
                        refuse(inbound.response(), answer);
                    }
                })
                .onFailure(failure -> UnreachableAnswer.send(inbound.response()));
    }

    private static Future<HttpClientResponse> handshake(HttpServerRequest inbound, HttpClientRequest outbound) {
        outbound.setMethod(inbound.method()).setURI(inbound.uri());
        inbound.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("host")) {
                outbound.headers().add(name, value);
            }
        });
        // A browser may send "keep-alive, Upgrade"; of the two only the upgrade concerns the backend.
        outbound.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        ProxyHeaders.addForwarded(outbound.headers(), inbound);
        // Vert.x would log the end of every tunnel as an error; the sockets of the tunnel hear of it by themselves.
        outbound.exceptionHandler(ended -> {});
        return outbound.connect();
    }

    private static void join(HttpServerRequest inbound, HttpClientResponse answer) {
        NetSocket backend = answer.netSocket();
        Pipe<Buffer> toClient = backend.pipe();
        inbound.response().setStatusCode(SWITCHING_PROTOCOLS).headers().addAll(answer.headers());
        inbound.toNetSocket()
                .onSuccess(client -> {
                    toClient.to(client);
                    client.pipeTo(backend);
                })
                .onFailure(gone -> backend.close());
    }

    private static void refuse(HttpServerResponse response, HttpClientResponse answer) {
        response.setStatusCode(answer.statusCode());
        String contentType = answer.getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        }
        answer.body().onSuccess(response::end).onFailure(broken -> response.reset());
    }
}
