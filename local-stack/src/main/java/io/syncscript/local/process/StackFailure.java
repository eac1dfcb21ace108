package io.syncscript.local.process;

/** The stack could not start; the message is what a person at a terminal needs to read, and all of it. */
public final class StackFailure extends RuntimeException {
    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
