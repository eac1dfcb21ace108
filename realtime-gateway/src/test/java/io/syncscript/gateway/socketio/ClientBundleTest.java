package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientBundleTest {
    private final RequestDeadline deadline = new RequestDeadline(TestServers.TIMEOUTS, true);
    private final OriginPolicy origins = new OriginPolicy(List.of(TestServers.ORIGIN));
    private final EngineContext context = new EngineContext(
            TestServers.properties(),
            new HomeLoops(),
            new Connections(),
            new LocalStoreFactory(),
            Quotas.of(TestServers.QUOTAS),
            Set.of(),
            connection -> {
                throw new AssertionError("a file needs no connection");
            });
    private final RequestGate gate = new RequestGate(context, origins, ClientBundle.load("/client-bundle-fixture/"));
    private final EmbeddedChannel channel = new EmbeddedChannel(deadline, new HttpConnection(gate, origins, deadline));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void servesTheClientAndItsMap() {
        FullHttpResponse script = get(HttpMethod.GET, "/socket.io/socket.io.js");
        assertThat(script.status().code()).isEqualTo(200);
        assertThat(script.headers().get(HttpHeaderNames.CONTENT_TYPE))
                .isEqualTo("application/javascript; charset=utf-8");
        assertThat(script.content().toString(StandardCharsets.UTF_8)).contains("fixture");
        FullHttpResponse map = get(HttpMethod.GET, "/socket.io/socket.io.js.map");
        assertThat(map.headers().get(HttpHeaderNames.CONTENT_TYPE)).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void letsABrowserKeepWhatItHas() {
        String tag =
                get(HttpMethod.GET, "/socket.io/socket.io.js?v=1").headers().get(HttpHeaderNames.ETAG);
        FullHttpRequest again = request(HttpMethod.GET, "/socket.io/socket.io.js");
        again.headers().set(HttpHeaderNames.IF_NONE_MATCH, tag);
        FullHttpResponse unchanged = send(again);
        assertThat(unchanged.status().code()).isEqualTo(304);
        assertThat(unchanged.content().readableBytes()).isZero();
    }

    @Test
    void servesNothingElse() {
        assertThat(get(HttpMethod.GET, "/socket.io/socket.io.min.js").status().code())
                .isEqualTo(404);
        assertThat(get(HttpMethod.GET, "/socket.io/../application.yml").status().code())
                .isEqualTo(404);
        assertThat(get(HttpMethod.GET, "/elsewhere").status().code()).isEqualTo(404);
        assertThat(get(HttpMethod.DELETE, "/socket.io/socket.io.js").status().code())
                .isEqualTo(405);
        assertThat(get(HttpMethod.HEAD, "/socket.io/socket.io.js").content().readableBytes())
                .isZero();
    }

    private FullHttpResponse get(HttpMethod method, String uri) {
        return send(request(method, uri));
    }

    private static FullHttpRequest request(HttpMethod method, String uri) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri);
    }

    private FullHttpResponse send(FullHttpRequest request) {
        channel.writeInbound(request);
        FullHttpResponse response = channel.readOutbound();
        assertThat(response).isNotNull();
        return response;
    }
}
