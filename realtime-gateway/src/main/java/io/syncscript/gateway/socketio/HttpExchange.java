package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * One HTTP request that waits for its answer, perhaps long. Answered once, from any thread. A proxy may use one HTTP connection
 * for many clients, so nothing of a client is kept with the channel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the abort is told to whom it may concern
final class HttpExchange {
    private static final String JSON = "application/json";

    private final Channel channel;
    private final HttpHeaders cors;
    private final HttpConnection connection;
    private final CompletableFuture<Void> aborted = new CompletableFuture<>();

    HttpExchange(Channel channel, HttpHeaders cors, HttpConnection connection) {
        this.channel = channel;
        this.cors = cors;
        this.connection = connection;
    }

    Channel channel() {
        return channel;
    }

    /** Runs the action, on any thread, if the client goes away before the answer; at once where it is gone already. */
    void onAbort(Runnable action) {
        aborted.thenRun(action);
    }

    void abort() {
        aborted.complete(null);
    }

    /** @param retryAfter rounded up to a whole second, of which there is one at least */
    void refuse(EngineError error, Duration retryAfter) {
        HttpHeaders headers = new DefaultHttpHeaders()
                .set(HttpHeaderNames.RETRY_AFTER, retryAfter.plusSeconds(1).toSeconds());
        respond(error.status(), JSON, error.json(), headers);
    }

    void respond(HttpResponseStatus status, String contentType, String body) {
        respond(status, contentType, body, EmptyHttpHeaders.INSTANCE);
    }

    private void respond(HttpResponseStatus status, String contentType, String body, HttpHeaders headers) {
        ByteBuf content = channel.alloc().buffer(ByteBufUtil.utf8MaxBytes(body.length()));
        content.writeCharSequence(body, StandardCharsets.UTF_8);
        FullHttpResponse response = response(status, content);
        response.headers().add(headers);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        respond(response);
    }

    void refuse(EngineError error) {
        respond(error.status(), JSON, error.json());
    }

    /** An answer without a body. */
    void respond(HttpResponseStatus status, HttpHeaders headers) {
        FullHttpResponse response = response(status, Unpooled.EMPTY_BUFFER);
        response.headers().add(headers);
        respond(response);
    }

    void respond(FullHttpResponse response) {
        response.headers().add(cors);
        if (channel.eventLoop().inEventLoop()) {
            connection.answer(this, response);
        } else {
            try {
                channel.eventLoop().execute(() -> connection.answer(this, response));
            } catch (RejectedExecutionException e) {
                response.release();
            }
        }
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuf content) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    }
}
