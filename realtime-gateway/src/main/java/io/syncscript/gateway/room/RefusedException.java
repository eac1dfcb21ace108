package io.syncscript.gateway.room;

import io.syncscript.gateway.protocol.ErrorCode;

/** A request that is answered with an error. It is the client's doing, so it has no stack trace and is not logged. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RefusedException(ErrorCode code) {
        super(code.message(), null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
