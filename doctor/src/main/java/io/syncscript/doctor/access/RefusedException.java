package io.syncscript.doctor.access;

import java.io.IOException;

/** A gateway answered, and did not let the socket in or do what it asked. */
public final class RefusedException extends IOException {
    private final String code;

    RefusedException(String code) {
        super("refused with " + code);
        this.code = code;
    }

    /** The error code of the Socket.IO contract, such as {@code AUTHENTICATION_FAILED}. */
    public String code() {
        return code;
    }
}
