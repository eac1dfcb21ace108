package io.syncscript.local.frontdoor;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** What a client hears when the server that its request is for cannot be reached, or breaks off before it has answered. */
final class UnreachableAnswer implements ProxyInterceptor {
    private static final String MARK = "unreachable";
    private static final String MEDIA_TYPE = "application/problem+json";

    /** Says that no backend accepted a connection for this request. */
    static void mark(ProxyContext context) {
        context.set(MARK, true);
    }

    /** Answers a request that never went through the proxy. */
    static void send(HttpServerResponse response) {
        response.setStatusCode(503).putHeader("content-type", MEDIA_TYPE).end(problem(503));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        if (response.proxiedResponse() == null) {
            int status = context.get(MARK, Boolean.class) != null ? 503 : response.getStatusCode();
            response.setStatusCode(status).setBody(Body.body(problem(status), MediaType.parse(MEDIA_TYPE)));
        }
        return context.sendResponse();
    }

    private static Buffer problem(int status) {
        String title = status == 503 ? "Service Unavailable" : "Bad Gateway";
        return Buffer.buffer("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                + ",\"code\":\"UNAVAILABLE\",\"detail\":\"The server behind this address cannot be reached\"}");
    }
}
