package io.syncscript.local.frontdoor;

import io.syncscript.model.session.SessionCookie;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.ProxyContext;
import java.util.List;

/** Finds the server that a request is for and connects to it, passing over a gateway that does not accept connections. */
final class Backends {
    private static final String SOCKET_IO_PATH = "/socket.io/";

    private final HttpClientAgent client;
    private final Backend api;
    private final GatewayRing gateways;

    Backends(HttpClientAgent client, Backend api, GatewayRing gateways) {
        this.client = client;
        this.api = api;
        this.gateways = gateways;
    }

    /** A request to the right server, connected and not yet sent; marks the context where there is none. */
    Future<HttpClientRequest> requestFor(ProxyContext context) {
        HttpServerRequest inbound = context.request().proxiedRequest();
        return requestFor(inbound).onFailure(unreachable -> UnreachableAnswer.mark(context));
    }

    /** A request to the right server, connected and not yet sent. Fails where none accepts a connection. */
    Future<HttpClientRequest> requestFor(HttpServerRequest inbound) {
        return inbound.path() != null && inbound.path().startsWith(SOCKET_IO_PATH)
                ? firstOf(gateways.rankedFor(clientOf(inbound)), inbound)
                : connect(api, inbound);
    }

    private Future<HttpClientRequest> firstOf(List<Backend> ranked, HttpServerRequest inbound) {
        Future<HttpClientRequest> first = connect(ranked.getFirst(), inbound);
        return ranked.size() == 1
                ? first
                : first.recover(refused -> firstOf(ranked.subList(1, ranked.size()), inbound));
    }

    private Future<HttpClientRequest> connect(Backend backend, HttpServerRequest inbound) {
        RequestOptions options = new RequestOptions().setServer(backend.address());
        HostAndPort asked = inbound.authority();
        if (asked != null) {
            options.setHost(asked.host());
            options.setPort(asked.port() > 0 ? asked.port() : 80);
        }
        return client.request(options);
    }

    private static String clientOf(HttpServerRequest inbound) {
        Cookie session = inbound.getCookie(SessionCookie.NAME);
        return session == null ? inbound.remoteAddress().hostAddress() : session.getValue();
    }
}
