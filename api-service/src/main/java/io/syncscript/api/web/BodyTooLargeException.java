package io.syncscript.api.web;

import java.io.IOException;

/** The body went over the limit while it was read. */
final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    BodyTooLargeException(long limit) {
        super("body over " + limit + " bytes");
        this.limit = limit;
    }

    String detail() {
        return "A body may have up to " + limit + " bytes";
    }
}
