package io.syncscript.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends bytes as they are over a connection of their own, where a well-behaved client would refuse to. */
public final class RawHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private RawHttp() {}

    /** Sends a request, ends the sending side, and reads all that comes back. */
    public static Answer exchange(String url, byte[] request) throws IOException {
        try (Socket socket = connect(url)) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException e) {
                // Refused before all was sent; the answer says why.
            }
            return read(socket);
        }
    }

    public static Answer exchange(String url, String request) throws IOException {
        return exchange(url, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Socket connect(String url) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Reads to the end, or to where the server breaks the connection off. */
    public static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes.write(buffer, 0, count);
            }
        } catch (SocketException e) {
            if (bytes.size() == 0) {
                throw e;
            }
        }
        return new Answer(bytes.toString(StandardCharsets.UTF_8).replaceFirst("^HTTP/1.1 100 \r\n\r\n", ""));
    }

    /** What came back, from the status line to the end. */
    public record Answer(String text) {
        /** 0 where there is no status line. */
        public int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        public Optional<String> header(String name) {
            String wanted = name.toLowerCase(Locale.ROOT) + ":";
            return head().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
                    .map(line -> line.substring(wanted.length()).strip())
                    .findFirst();
        }

        private java.util.stream.Stream<String> head() {
            return List.of(text.split("\r\n\r\n", 2)[0].split("\r\n")).stream();
        }

        /** The body as JSON, out of its chunks; missing where there is none. */
        public JsonNode json() {
            int start = text.indexOf('{', Math.max(0, text.indexOf("\r\n\r\n")));
            int end = text.lastIndexOf('}');
            if (start < 0 || end < start) {
                return MissingNode.getInstance();
            }
            return JsonMapper.shared().readTree(text.substring(start, end + 1).replaceAll("\r\n[0-9a-f]+\r\n", ""));
        }

        public String code() {
            return json().path("code").asString("");
        }
    }
}
