package io.syncscript.acceptance.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which a client was not in its vault.
 *
 * @param from when it learned that its connection was gone
 * @param until when its next join was answered
 * @param announced whether the gateway had said that it would close the connection
 */
record Absence(Instant from, Instant until, boolean announced) {
    static Absence begun(Instant from, boolean announced) {
        return new Absence(from, from, announced);
    }

    Absence endedBy(Instant end) {
        return new Absence(from, end, announced);
    }

    Duration length() {
        return Duration.between(from, until);
    }
}
