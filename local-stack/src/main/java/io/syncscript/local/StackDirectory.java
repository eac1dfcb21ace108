package io.syncscript.local;

import io.syncscript.local.data.FileTree;
import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a stack keeps its data and its logs; one stack at a time can hold one. */
final class StackDirectory implements AutoCloseable {
    /** Part of a directory name, because a server cannot read what another major version wrote. */
    private static final String POSTGRES_DATA = "postgresql-18";

    private final Path root;
    private final boolean kept;
    private final boolean temporary;
    private final FileChannel lock;

    private StackDirectory(Path root, boolean kept, boolean temporary, FileChannel lock) {
        this.root = root;
        this.kept = kept;
        this.temporary = temporary;
        this.lock = lock;
    }

    /**
     * Takes the directory, empties it where asked, and creates what is missing.
     *
     * @throws StackFailure where another stack holds it
     */
    static StackDirectory open(StackOptions options) {
        try {
            Path given = options.dataDirectory();
            boolean temporary = given == null && options.port() == 0;
            Path root = temporary
                    ? Files.createTempDirectory("syncscript-")
                    : (given == null ? options.projectRoot().resolve(".syncscript") : given).toAbsolutePath();
            Files.createDirectories(root);
            StackDirectory directory = new StackDirectory(root, options.port() != 0, temporary, lock(root));
            if (options.fresh() || !directory.kept) {
                directory.forgetData();
            }
            Files.createDirectories(directory.logs());
            Files.createDirectories(directory.classArchives());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be used", e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisJvm) {
            // Reported below as held, which it is.
        }
        channel.close();
        throw new StackFailure("SyncScript is already running with the data in " + root + ".");
    }

    Path postgres() {
        return root.resolve(POSTGRES_DATA);
    }

    Path redis() {
        return root.resolve("redis");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** Whether what is here is there for the next run. */
    boolean isKept() {
        return kept;
    }

    /**
     * Where the JVM of a process keeps the classes that it loaded, to start faster the next time. Those of another build are
     * deleted: the JVM itself tells builds apart by the time of their jars only.
     */
    Path classArchive(String process, String fingerprint) {
        Path archive = classArchives().resolve(process + "-" + fingerprint + ".jsa");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(classArchives(), process + "-*.jsa")) {
            for (Path other : all) {
                if (!other.equals(archive)) {
                    Files.delete(other);
                }
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException("The class archives cannot be read", e);
        }
    }

    private Path classArchives() {
        return root.resolve("classes");
    }

    /** An empty log file, in place of the one of the last run. */
    Path newLog(String name) {
        try {
            return Files.writeString(logs().resolve(name + ".log"), "");
        } catch (IOException e) {
            throw new UncheckedIOException("The log of " + name + " cannot be written", e);
        }
    }

    private void forgetData() throws IOException {
        FileTree.delete(postgres());
        FileTree.delete(redis());
    }

    /** Gives the directory back; a temporary one is deleted. */
    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            FileTree.delete(root);
        }
    }
}
