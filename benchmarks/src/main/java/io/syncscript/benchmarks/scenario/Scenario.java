package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.report.Readings;

/** Something that an installation is put through. One at a time. */
public sealed interface Scenario permits FanOut, Burst, JoinAll, Mutations, IdleMemory, ReconnectStorm {
    /** What chooses it on the command line. */
    String key();

    /** With its sizes, as the report calls it. */
    String title();

    /** Runs once. */
    Readings run(Generator generator, Installation installation, Population population);
}
