package io.syncscript.local;

import io.syncscript.local.data.FileTree;
import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipFile;

/**
 * What runs a module: its packaged jar, unpacked beside it into a plain jar and its libraries. So it starts in two thirds of the time, the JVM
 * can share its classes between runs, and a build that replaces the jar does not pull it away from under a running process.
 *
 * @param jar the jar to run, its libraries beside it
 * @param fingerprint of all that the module is packaged into; a build gives its jars the same time each, so time says nothing
 * @param ranBefore whether an earlier run used what the module is packaged into now
 */
record Program(Path jar, String fingerprint, boolean ranBefore) {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** The program of a module, unpacked where that was not done yet since the module was packaged. */
    static synchronized Program of(Path projectRoot, String module) {
        Path target = projectRoot.resolve(module).resolve("target").toAbsolutePath();
        Path packaged = packagedJar(target, module);
        try {
            String fingerprint = fingerprint(packaged);
            Path unpacked = target.resolve("unpacked-" + fingerprint);
            boolean ranBefore = Files.exists(unpacked);
            if (!ranBefore) {
                deleteOld(target);
                unpack(packaged, unpacked);
            }
            return new Program(unpacked.resolve(packaged.getFileName()), fingerprint, ranBefore);
        } catch (IOException e) {
            throw new UncheckedIOException("The packaged " + module + " cannot be read", e);
        }
    }

    private static Path packagedJar(Path target, String module) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-.*-exec\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> notPackaged(module));
        } catch (IOException e) {
            throw notPackaged(module);
        }
    }

    /** Made of the names and checksums in the jar's directory, so that none of its content need be read. */
    private static String fingerprint(Path packaged) throws IOException {
        CRC32C fingerprint = new CRC32C();
        try (ZipFile jar = new ZipFile(packaged.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName() + ' ' + entry.getCrc() + ' ' + entry.getSize() + '\n')
                    .forEach(line -> fingerprint.update(line.getBytes(StandardCharsets.UTF_8)));
        }
        return Long.toHexString(fingerprint.getValue());
    }

    private static StackFailure notPackaged(String module) {
        return new StackFailure(
                module + " is not built: run ./mvnw package first, or ./syncscript up, which builds it.");
    }

    /** Leaves the newest few, from which another stack may be running. */
    private static void deleteOld(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            List<Path> old = files.filter(file -> file.getFileName().toString().startsWith("unpacked-"))
                    .sorted(Comparator.comparing(Program::lastModified).reversed())
                    .skip(2)
                    .toList();
            for (Path directory : old) {
                FileTree.delete(directory);
            }
        }
    }

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks beside the goal and renames, so that no other run finds half of it. */
    private static void unpack(Path packaged, Path goal) throws IOException {
        Path working = Files.createTempDirectory(goal.getParent(), "unpacking-");
        Process tool = new ProcessBuilder(
                        JAVA,
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        packaged.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        working.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.PIPE)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (tool.waitFor() != 0) {
                throw new StackFailure("Unpacking " + packaged + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while unpacking " + packaged, e);
        }
        try {
            Files.move(working, goal, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException anotherRunWasFirst) {
            FileTree.delete(working);
        }
    }
}
