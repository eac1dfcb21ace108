package io.syncscript.local.frontdoor;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;

/** The headers that a proxy owns: those of one connection stop here, and the backend learns who asked and how (RFC 9110, 7.6). */
final class ProxyHeaders implements ProxyInterceptor {
    private static final int DEFAULT_PORT = 80;
    private static final List<String> OF_ONE_CONNECTION = List.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer");

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        MultiMap headers = context.request().headers();
        removeConnectionHeaders(headers);
        headers.remove(HttpHeaders.EXPECT);
        addForwarded(headers, context.request().proxiedRequest());
        return context.sendRequest();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        removeConnectionHeaders(context.response().headers());
        return context.sendResponse();
    }

    /** This is the first proxy that a client meets, so what the client itself claims about forwarding is dropped. */
    static void addForwarded(MultiMap headers, HttpServerRequest inbound) {
        headers.remove("forwarded");
        headers.set("x-forwarded-for", inbound.remoteAddress().hostAddress());
        headers.set("x-forwarded-proto", "http");
        String host = inbound.getHeader(HttpHeaders.HOST);
        if (host != null) {
            headers.set("x-forwarded-host", host);
        }
        HostAndPort asked = inbound.authority();
        int port = asked != null && asked.port() > 0 ? asked.port() : DEFAULT_PORT;
        headers.set("x-forwarded-port", Integer.toString(port));
    }

    private static void removeConnectionHeaders(MultiMap headers) {
        for (String connection : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String named : connection.split(",", -1)) {
                headers.remove(named.strip());
            }
        }
        OF_ONE_CONNECTION.forEach(headers::remove);
    }
}
