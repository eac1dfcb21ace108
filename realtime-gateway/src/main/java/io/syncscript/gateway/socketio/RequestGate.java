package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.Transport;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a request gets: a new connection, a connection that exists, a file, or an error. Runs on the request's event loop
 * and goes on, where the connection lives elsewhere, on the connection's home loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on a channel comes to its pipeline
final class RequestGate {
    /** By then a proxy has found another server, or this one is back. */
    private static final Duration RETRY_AFTER = Duration.ZERO;

    private final EngineContext context;
    private final OriginPolicy origins;
    private final ClientBundle bundle;
    private final WebSocketOpening websockets;
    private volatile boolean accepting = true;

    RequestGate(EngineContext context, OriginPolicy origins, ClientBundle bundle) {
        this.context = context;
        this.origins = origins;
        this.bundle = bundle;
        this.websockets = new WebSocketOpening(context.properties().limits());
    }

    /** From now on connections that do not exist are refused as not to be had here; those that exist go on. Any thread. */
    void stopAccepting() {
        accepting = false;
    }

    /** Answers the exchange, now or later. The request stays the caller's. */
    void admit(HttpExchange exchange, FullHttpRequest request) {
        String path = context.properties().path();
        QueryStringDecoder uri = new QueryStringDecoder(originForm(request.uri()));
        if (request.decoderResult().isFailure() || !isReadable(uri)) {
            exchange.refuse(EngineError.BAD_REQUEST);
        } else if (uri.path().equals(path)) {
            admitToEngine(exchange, request, uri);
        } else if (uri.path().startsWith(path)) {
            bundle.serve(exchange, request, uri.path().substring(path.length()));
        } else {
            exchange.respond(HttpResponseStatus.NOT_FOUND, EmptyHttpHeaders.INSTANCE);
        }
    }

    private void admitToEngine(HttpExchange exchange, FullHttpRequest request, QueryStringDecoder uri) {
        if (!origins.allows(request.headers().get(HttpHeaderNames.ORIGIN))) {
            refuse(exchange, EngineError.FORBIDDEN);
            return;
        }
        if (request.method().equals(HttpMethod.OPTIONS)) {
            exchange.respond(HttpResponseStatus.NO_CONTENT, OriginPolicy.preflight());
            return;
        }
        switch (EngineRequest.parse(request, uri)) {
            case EngineRequest.Invalid(EngineError error) -> refuse(exchange, error);
            case EngineRequest.Open(Transport transport) -> admit(exchange, request, transport);
            case EngineRequest.Continue next -> resume(exchange, request, next);
        }
    }

    private void admit(HttpExchange exchange, FullHttpRequest request, Transport transport) {
        if (!accepting) {
            refuse(exchange, EngineError.NOT_ACCEPTING, RETRY_AFTER);
            return;
        }
        ClientAddress client = context.quotas().proxies().clientOf(exchange.channel(), request.headers());
        switch (context.quotas().addresses().admit(client)) {
            case AddressQuota.Admitted(Seats.Seat seat) ->
                open(exchange, request, transport, new Opening(Opening.cookies(request), client, seat));
            case AddressQuota.Refused(Duration retryAfter) ->
                refuse(exchange, EngineError.TOO_MANY_REQUESTS, retryAfter);
        }
    }

    private void open(HttpExchange exchange, FullHttpRequest request, Transport transport, Opening opening) {
        EventLoop loop = exchange.channel().eventLoop();
        if (transport == Transport.WEBSOCKET) {
            HomeLoop home = context.loops().of(loop);
            websockets.open(
                    exchange,
                    request,
                    wire -> open(new Connection(context, home, opening, wire)),
                    opening.seat()::release);
        } else {
            HomeLoop home = context.loops().next(loop);
            if (!atHome(exchange, home, () -> openPolling(exchange, home, opening))) {
                opening.seat().release();
            }
        }
    }

    private void openPolling(HttpExchange exchange, HomeLoop home, Opening opening) {
        PollingWire wire =
                new PollingWire(home, context.properties().limits().outbound().toBytes());
        open(new Connection(context, home, opening, wire)).poll(exchange);
    }

    private static Connection open(Connection connection) {
        connection.open();
        return connection;
    }

    private void resume(HttpExchange exchange, FullHttpRequest request, EngineRequest.Continue next) {
        Optional<Connection> found =
                context.connections().find(next.sid()).filter(connection -> isOfSameClient(connection, request));
        if (found.isEmpty()) {
            refuseUnknown(exchange);
            return;
        }
        Connection connection = found.get();
        if (next.transport() == Transport.WEBSOCKET) {
            upgrade(exchange, request, connection);
        } else if (next.method().equals(HttpMethod.POST)) {
            List<EnginePacket> packets = PollingPayload.decode(
                    request.content(), context.quotas().properties().maxPacketsAtOnce());
            atHome(exchange, connection.home(), () -> connection.post(exchange, packets));
        } else {
            atHome(exchange, connection.home(), () -> connection.poll(exchange));
        }
    }

    /** While this server takes nobody, a proxy sends it those of whom another server knows, and can pass on what is refused so. */
    private void refuseUnknown(HttpExchange exchange) {
        if (accepting) {
            refuse(exchange, EngineError.UNKNOWN_SID);
        } else {
            refuse(exchange, EngineError.NOT_ACCEPTING, RETRY_AFTER);
        }
    }

    private void refuse(HttpExchange exchange, EngineError error) {
        context.connections().counts().refused(error);
        exchange.refuse(error);
    }

    private void refuse(HttpExchange exchange, EngineError error, Duration retryAfter) {
        context.connections().counts().refused(error);
        exchange.refuse(error, retryAfter);
    }

    /** Whoever learns a session id, from the log of a proxy for instance, can do nothing with it. */
    private boolean isOfSameClient(Connection connection, FullHttpRequest request) {
        if (context.credentialCookies().isEmpty()) {
            return true;
        }
        Map<String, String> opened = connection.opening().cookies();
        Map<String, String> cookies = Opening.cookies(request);
        return context.credentialCookies().stream()
                .allMatch(name -> Objects.equals(opened.get(name), cookies.get(name)));
    }

    private void upgrade(HttpExchange exchange, FullHttpRequest request, Connection connection) {
        request.retain();
        ChannelMove.to(connection.home(), exchange.channel(), moved -> {
            if (moved) {
                connection
                        .beginUpgrade()
                        .ifPresentOrElse(
                                attempt -> upgrade(exchange, request, connection, attempt),
                                () -> refuseUpgrade(exchange, request, connection));
            } else {
                exchange.channel().close();
            }
            request.release();
        });
    }

    private void upgrade(
            HttpExchange exchange, FullHttpRequest request, Connection connection, UpgradeAttempt attempt) {
        Function<WebSocketWire, Connection> owner = wire -> {
            attempt.open(wire);
            return connection;
        };
        websockets.open(exchange, request, owner, attempt::fail);
    }

    /** Clients learn from a closed websocket that there is nothing to upgrade; a failed handshake they would report. */
    private void refuseUpgrade(HttpExchange exchange, FullHttpRequest request, Connection connection) {
        Function<WebSocketWire, Connection> owner = wire -> {
            wire.close(Closing.FAULT, () -> {});
            return connection;
        };
        websockets.open(exchange, request, owner, () -> {});
    }

    /** Runs the task on the home loop; where that has ended the client is told so, and the answer is false. */
    private static boolean atHome(HttpExchange exchange, HomeLoop home, Runnable task) {
        if (home.isCurrent()) {
            task.run();
            return true;
        }
        boolean accepted = home.execute(task);
        if (!accepted) {
            exchange.refuse(EngineError.UNKNOWN_SID);
        }
        return accepted;
    }

    /** Servers must also take the absolute form that clients use towards proxies (RFC 9112, 3.2.2). */
    private static String originForm(String target) {
        int authority = target.startsWith("/") ? -1 : target.indexOf("://");
        if (authority < 0) {
            return target;
        }
        int path = target.indexOf('/', authority + "://".length());
        return path < 0 ? "/" : target.substring(path);
    }

    private static boolean isReadable(QueryStringDecoder uri) {
        try {
            return uri.parameters() != null && uri.path() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
