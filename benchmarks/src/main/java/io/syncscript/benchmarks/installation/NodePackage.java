package io.syncscript.benchmarks.installation;

import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A program for Node.js with the packages of its lock file. */
final class NodePackage {
    private static final String LOCK = "package-lock.json";

    /** A copy of the lock file that stands for an installation that came to its end. */
    private static final String INSTALLED = "installed.json";

    private NodePackage() {}

    /**
     * Copies the program and has npm install what its lock file says, unless that was done for the same lock file before.
     *
     * @throws StackFailure where npm cannot be run or fails
     */
    static Path install(Path source, Path goal) {
        try (Stream<Path> files = Files.list(source)) {
            Files.createDirectories(goal);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, goal.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!isInstalled(goal)) {
                npm(goal);
                Files.copy(goal.resolve(LOCK), goal.resolve(INSTALLED), StandardCopyOption.REPLACE_EXISTING);
            }
            return goal;
        } catch (IOException e) {
            throw new UncheckedIOException("The Node.js program cannot be copied", e);
        }
    }

    private static boolean isInstalled(Path goal) throws IOException {
        Path installed = goal.resolve(INSTALLED);
        return Files.exists(installed) && Files.mismatch(installed, goal.resolve(LOCK)) == -1;
    }

    private static void npm(Path directory) {
        Path log = directory.resolve("npm.log");
        try {
            Process npm = new ProcessBuilder(
                            List.of("npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log.toFile()))
                    .start();
            if (npm.waitFor() != 0) {
                throw new StackFailure("npm could not install the peer; its words are in " + log);
            }
        } catch (IOException e) {
            throw new StackFailure("npm cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while npm was installing", e);
        }
    }
}
