package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.process.ProcessFigures;
import java.time.Duration;

/** What the two processes of an installation have used until now. */
record CpuUse(Duration gateway, Duration api, long atNanos) {
    static CpuUse of(Installation installation) {
        return new CpuUse(
                ProcessFigures.of(installation.gateway().pid()).cpuTime(),
                ProcessFigures.of(installation.api().pid()).cpuTime(),
                System.nanoTime());
    }

    /** Of the clock, where this is a difference. */
    double seconds() {
        return atNanos / 1e9;
    }

    CpuUse since(CpuUse earlier) {
        return new CpuUse(gateway.minus(earlier.gateway), api.minus(earlier.api), atNanos - earlier.atNanos);
    }
}
