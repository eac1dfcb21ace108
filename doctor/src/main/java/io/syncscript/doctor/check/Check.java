package io.syncscript.doctor.check;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** One thing that has to hold in an installation. */
public interface Check {
    /** A few words that name it in the report, and do not change between versions. */
    String name();

    /** What has to be established before it makes sense. */
    Set<Prerequisite> needs(Settings settings);

    /** What is established when all is well. */
    default Optional<Prerequisite> establishes() {
        return Optional.empty();
    }

    /** Whether it mostly waits, so that others go on meanwhile. */
    default boolean inBackground() {
        return false;
    }

    /**
     * Examines the installation. What it makes there it removes, or leaves in the canary vault, which is deleted in the end.
     *
     * @throws FailedException in place of a {@link Finding.Failed}
     * @throws InconclusiveException in place of a {@link Finding.Skipped}
     * @throws IOException where the installation does not answer in a way that the check foresees
     */
    Finding examine(Installation installation) throws IOException, InterruptedException;
}
