package io.syncscript.gateway.socketio;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends what it is told, byte by byte where need be: HTTP text first, websocket frames after an upgrade. */
final class RawClient implements AutoCloseable {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    static final int FINAL = 0x80;

    private static final int DEFAULT_BUFFER = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private boolean websocket;

    RawClient(int port) throws IOException {
        this(port, DEFAULT_BUFFER);
    }

    /** @param receiveBuffer how many bytes the network keeps for the client, 0 for what is usual */
    RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer != DEFAULT_BUFFER) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** A websocket connection whose Engine.IO handshake is done. */
    static RawClient open(int port) throws IOException {
        RawClient client = new RawClient(port);
        client.upgrade("EIO=4&transport=websocket", "");
        client.text();
        return client;
    }

    /** A websocket connection that has joined the default namespace. */
    static RawClient connect(int port, String token) throws IOException {
        RawClient client = open(port);
        client.send("40{\"token\":\"" + token + "\"}");
        client.text();
        return client;
    }

    /** Asks for a websocket; the status line of the answer. */
    String upgrade(String query, String headers) throws IOException {
        write("GET /socket.io/?" + query
                + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n");
        String head = head();
        websocket = head.startsWith("HTTP/1.1 101 ");
        return head;
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads an HTTP head. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Reads an HTTP answer. */
    String body() throws IOException {
        String length = head().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    void send(String text) throws IOException {
        frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] data) throws IOException {
        frame(FINAL | BINARY, data);
    }

    /** Sends a masked frame. */
    void frame(int head, byte[] payload) throws IOException {
        write(encode(head, payload));
    }

    /** A masked frame as it goes over the network. */
    static byte[] encode(int head, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 14);
        DataOutputStream frame = new DataOutputStream(bytes);
        frame.writeByte(head);
        if (payload.length <= 125) {
            frame.writeByte(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.writeByte(0x80 | 126);
            frame.writeShort(payload.length);
        } else {
            frame.writeByte(0x80 | 127);
            frame.writeLong(payload.length);
        }
        frame.writeInt(0);
        frame.write(payload);
        return bytes.toByteArray();
    }

    /** The next text message; pings of the server are passed over. */
    String text() throws IOException {
        String text = anyText();
        return text.equals("2") ? text() : text;
    }

    String anyText() throws IOException {
        return new String(frame(TEXT), StandardCharsets.UTF_8);
    }

    byte[] pong() throws IOException {
        return frame(PONG);
    }

    byte[] binary() throws IOException {
        return frame(BINARY);
    }

    private byte[] frame(int opcode) throws IOException {
        int head = in.readUnsignedByte();
        byte[] payload = payload();
        if ((head & 0xF) != opcode) {
            throw new EOFException("frame " + Integer.toHexString(head) + " instead of " + opcode);
        }
        return payload;
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return in.readNBytes((int) length);
    }

    /** True where the server closes the connection in time; what it sends before is skipped, and its close frame answered. */
    boolean isClosed() throws IOException {
        try {
            while (websocket) {
                int opcode = in.readUnsignedByte() & 0xF;
                byte[] payload = payload();
                if (opcode == CLOSE) {
                    frame(FINAL | CLOSE, payload);
                }
            }
            in.skipNBytes(Long.MAX_VALUE);
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** Sends nothing more, and reads until the server has ended the connection too. */
    void finish() throws IOException {
        try {
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            socket.close();
        }
    }

    /** What comes until the server ends the connection, as ISO 8859-1. */
    String everything() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
        } catch (SocketException reset) {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    void skip(long bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    /** False where the server has closed the connection in both directions. */
    boolean canWrite() {
        try {
            send("3");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
