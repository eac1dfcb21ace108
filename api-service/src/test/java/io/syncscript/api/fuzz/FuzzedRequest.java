package io.syncscript.api.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request on its way to being broken. Its parts are changed in place; nothing is checked. */
final class FuzzedRequest {
    String method;
    String target;
    final List<String> headers = new ArrayList<>();
    byte[] body;
    boolean chunked;
    boolean lengthSaid = true;

    FuzzedRequest(String method, String target, byte[] body) {
        this.method = method;
        this.target = target;
        this.body = body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    void text(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (lengthSaid && body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (chunked && body.length > 0) {
            bytes.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(body);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            bytes.writeBytes(body);
        }
        if (chunked) {
            bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        String all = new String(bytes(), StandardCharsets.UTF_8);
        return all.length() <= 1500 ? all : all.substring(0, 1500) + "… (" + all.length() + ")";
    }
}
