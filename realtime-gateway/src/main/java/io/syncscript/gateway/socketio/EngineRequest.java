package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.Transport;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request to the Engine.IO endpoint: a sound one, or the error that it gets. */
sealed interface EngineRequest {
    /** Those that say what a request is about; given twice, a proxy and this server might read two requests. */
    List<String> PARAMETERS = List.of("EIO", "transport", "sid");

    /** The first request of a connection. */
    record Open(Transport transport) implements EngineRequest {}

    /** A request on a connection, which need not exist. */
    record Continue(Transport transport, UUID sid, HttpMethod method) implements EngineRequest {}

    record Invalid(EngineError error) implements EngineRequest {}

    static EngineRequest parse(HttpRequest request, QueryStringDecoder uri) {
        Map<String, List<String>> query = uri.parameters();
        if (PARAMETERS.stream()
                .anyMatch(name -> query.getOrDefault(name, List.of()).size() > 1)) {
            return new Invalid(EngineError.BAD_REQUEST);
        }
        Optional<Transport> transport = transport(first(query, "transport"));
        if (transport.isEmpty()) {
            return new Invalid(EngineError.UNKNOWN_TRANSPORT);
        }
        if (!"4".equals(first(query, "EIO"))) {
            return new Invalid(EngineError.UNSUPPORTED_VERSION);
        }
        boolean websocket = transport.get() == Transport.WEBSOCKET;
        if (websocket != isUpgrade(request)) {
            return new Invalid(EngineError.BAD_REQUEST);
        }
        HttpMethod method = request.method();
        String sid = first(query, "sid");
        if (sid != null) {
            boolean known = method.equals(HttpMethod.GET) || (method.equals(HttpMethod.POST) && !websocket);
            return known ? continuing(transport.get(), sid, method) : new Invalid(EngineError.BAD_REQUEST);
        }
        return method.equals(HttpMethod.GET)
                ? new Open(transport.get())
                : new Invalid(EngineError.BAD_HANDSHAKE_METHOD);
    }

    private static EngineRequest continuing(Transport transport, String sid, HttpMethod method) {
        try {
            return new Continue(transport, UUID.fromString(sid), method);
        } catch (IllegalArgumentException e) {
            return new Invalid(EngineError.UNKNOWN_SID);
        }
    }

    private static boolean isUpgrade(HttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private static Optional<Transport> transport(@Nullable String name) {
        for (Transport transport : Transport.values()) {
            if (transport.getValue().equals(name)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String first(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.getFirst();
    }
}
