package io.syncscript.doctor.check;

import java.io.IOException;

/** Ends a check that found something wrong. */
public final class FailedException extends IOException {
    private final Finding.Failed finding;

    public FailedException(String problem, String remedy) {
        super(problem);
        this.finding = new Finding.Failed(problem, remedy);
    }

    public Finding.Failed finding() {
        return finding;
    }
}
