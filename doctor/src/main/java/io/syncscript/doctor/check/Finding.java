package io.syncscript.doctor.check;

/** What a check found. */
public sealed interface Finding {
    /** All is as it should be. */
    record Healthy(String detail) implements Finding {}

    /**
     * Something is wrong.
     *
     * @param problem what was seen
     * @param remedy one line that says how to mend it
     */
    record Failed(String problem, String remedy) implements Finding {}

    /** It could not be told, because something was not given or something before it is wrong. */
    record Skipped(String reason) implements Finding {}
}
