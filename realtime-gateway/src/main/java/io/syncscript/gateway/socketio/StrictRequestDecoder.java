package io.syncscript.gateway.socketio;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/**
 * Takes no request whose end a proxy might see elsewhere (RFC 9112, 6.1 and 6.3), nor one for two hosts. What follows such a
 * request on the same connection is not read.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final class Ambiguous extends IllegalArgumentException {
        Ambiguous(String header) {
            super("ambiguous " + header);
        }
    }

    /** Asked for every message, before its body is read; an exception makes the request a malformed one. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        HttpHeaders headers = message.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())
                && message.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        if (!codings.isEmpty() && !chunked) {
            throw new Ambiguous("length");
        }
        if (headers.getAll(HttpHeaderNames.HOST).size() > 1) {
            throw new Ambiguous("host");
        }
        return super.isContentAlwaysEmpty(message);
    }
}
