package io.syncscript.benchmarks.load;

/** A client that did not get into its vault, or was sent away. */
final class JoinException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JoinException(String message) {
        super(message, null, false, false);
    }
}
