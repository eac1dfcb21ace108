package io.syncscript.local;

import java.time.Duration;

/** Hears what the stack is doing while it starts. Called from several threads, one call at a time. */
public interface Progress {
    /** A part is about to start. */
    void starting(String part);

    /** A part is up. */
    void ready(String part, Duration took);

    /** One that ignores everything. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void starting(String part) {}

            @Override
            public void ready(String part, Duration took) {}
        };
    }
}
