package io.syncscript.gateway.socketio;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * What is kept of the request that opened a connection.
 *
 * @param seat what the connection takes of its address's quota
 */
record Opening(Map<String, String> cookies, ClientAddress client, Seats.Seat seat) {
    Opening {
        cookies = Map.copyOf(cookies);
    }

    InetSocketAddress remoteAddress() {
        return new InetSocketAddress(client.address(), 0);
    }

    static Map<String, String> cookies(HttpRequest request) {
        Map<String, String> cookies = new HashMap<>();
        for (String header : request.headers().getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(header)) {
                cookies.putIfAbsent(cookie.name(), cookie.value());
            }
        }
        return cookies;
    }
}
