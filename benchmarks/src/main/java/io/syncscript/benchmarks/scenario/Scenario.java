package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.installation.Population;
import io.syncscript.benchmarks.report.Readings;

/** Something that an installation is put through. One at a time. */
public interface Scenario {
    /** With its sizes, as the report calls it. */
    String title();

    /** Runs once. */
    Readings run(Generator generator, Installation installation, Population population);
}
