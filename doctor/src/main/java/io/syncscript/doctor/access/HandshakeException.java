package io.syncscript.doctor.access;

import java.io.IOException;

/** An HTTP answer in place of a connection. */
public final class HandshakeException extends IOException {
    private final int status;

    HandshakeException(int status, String answer) {
        super("answered with " + answer);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
