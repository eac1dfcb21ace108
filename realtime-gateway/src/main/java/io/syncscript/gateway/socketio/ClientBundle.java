package io.syncscript.gateway.socketio;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The browser client's files, served beside the endpoint as Socket.IO servers do. Read from the class path at the start. */
final class ClientBundle {
    /** Where the build puts the files. */
    static final String FOLDER = "/socket.io-client/";

    private static final List<String> NAMES =
            List.of("socket.io.js", "socket.io.min.js", "socket.io.esm.min.js", "socket.io.msgpack.min.js");

    private final Map<String, BundleFile> files;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record BundleFile(byte[] content, HttpHeaders headers) {}

    private ClientBundle(Map<String, BundleFile> files) {
        this.files = files;
    }

    /** The files that the folder of the class path has; the others will be not found. */
    static ClientBundle load(String folder) {
        Map<String, BundleFile> files = new HashMap<>();
        for (String name : NAMES) {
            put(files, folder, name, "application/javascript; charset=utf-8");
            put(files, folder, name + ".map", "application/json; charset=utf-8");
        }
        return new ClientBundle(files);
    }

    void serve(HttpExchange exchange, HttpRequest request, String name) {
        BundleFile file = files.get(name);
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (file == null) {
            exchange.respond(HttpResponseStatus.NOT_FOUND, EmptyHttpHeaders.INSTANCE);
        } else if (!head && !request.method().equals(HttpMethod.GET)) {
            exchange.respond(HttpResponseStatus.METHOD_NOT_ALLOWED, EmptyHttpHeaders.INSTANCE);
        } else if (isFresh(request.headers().get(HttpHeaderNames.IF_NONE_MATCH), file)) {
            exchange.respond(HttpResponseStatus.NOT_MODIFIED, file.headers());
        } else {
            exchange.respond(response(file, head));
        }
    }

    private static FullHttpResponse response(BundleFile file, boolean head) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(file.content()));
        response.headers().add(file.headers());
        return response;
    }

    private static boolean isFresh(@Nullable String known, BundleFile file) {
        String tag = file.headers().get(HttpHeaderNames.ETAG);
        return known != null && (known.equals(tag) || known.equals("W/" + tag));
    }

    private static void put(Map<String, BundleFile> files, String folder, String name, String contentType) {
        try (InputStream in = ClientBundle.class.getResourceAsStream(folder + name)) {
            if (in != null) {
                byte[] content = in.readAllBytes();
                HttpHeaders headers = new DefaultHttpHeaders()
                        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                        .set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=0")
                        .set(HttpHeaderNames.ETAG, '"' + digest(content) + '"');
                files.put(name, new BundleFile(content, headers));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
