package io.syncscript.doctor.check;

import java.io.IOException;

/** Ends a check that cannot be made. */
public final class InconclusiveException extends IOException {
    private final Finding.Skipped finding;

    public InconclusiveException(String reason) {
        super(reason);
        this.finding = new Finding.Skipped(reason);
    }

    public Finding.Skipped finding() {
        return finding;
    }
}
