package io.syncscript.doctor.access;

import java.io.IOException;

/** An HTTP answer in place of a connection. */
public final class HandshakeException extends IOException {
    private final int status;

    HandshakeException(int status, String body) {
        super("answered with HTTP " + status + shortened(body));
        this.status = status;
    }

    public int status() {
        return status;
    }

    private static String shortened(String body) {
        String line = body.strip().lines().findFirst().orElse("");
        return line.isEmpty() || line.startsWith("<") ? "" : ": " + line.substring(0, Math.min(line.length(), 120));
    }
}
