package io.syncscript.gateway.socketio;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** What is kept of the request that opened a connection. */
record Opening(Map<String, String> cookies, InetSocketAddress remoteAddress) {
    private static final InetSocketAddress UNKNOWN = new InetSocketAddress(0);

    Opening {
        cookies = Map.copyOf(cookies);
    }

    static Opening of(HttpRequest request, Channel channel) {
        Map<String, String> cookies = new HashMap<>();
        for (String header : request.headers().getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(header)) {
                cookies.putIfAbsent(cookie.name(), cookie.value());
            }
        }
        return new Opening(cookies, channel.remoteAddress() instanceof InetSocketAddress address ? address : UNKNOWN);
    }
}
