package io.syncscript.gateway.socketio;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client presented when it connected: the HTTP request that opened the connection and the payload of its CONNECT.
 *
 * @param namespace the Socket.IO namespace, {@code /} by default
 * @param cookies the cookies of the opening request, by name; the first one where a name is repeated
 * @param remoteAddress the client's address, as far as trusted proxies tell; its port is 0
 * @param auth the {@code auth} payload, if the client sent one
 */
public record Handshake(
        String namespace,
        Map<String, String> cookies,
        InetSocketAddress remoteAddress,
        @Nullable JsonNode auth) {
    public Handshake {
        cookies = Map.copyOf(cookies);
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }
}
