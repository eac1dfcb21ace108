package io.syncscript.acceptance.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the checkout, or what they would be after a slip of somebody's pen: that is how a check is shown able to fail. */
public final class ProjectFiles {
    private final Path root;
    private final Map<Path, String> edited;

    private ProjectFiles(Path root, Map<Path, String> edited) {
        this.root = root;
        this.edited = Map.copyOf(edited);
    }

    /** The checkout around the working directory. */
    public static ProjectFiles ofCheckout() {
        Path working = Path.of("").toAbsolutePath();
        Path root = Stream.iterate(working, Path::getParent)
                .takeWhile(directory -> directory != null)
                .filter(directory -> Files.isDirectory(directory.resolve(".mvn")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no SyncScript checkout around " + working));
        return new ProjectFiles(root, Map.of());
    }

    /** The same with a part of one file replaced wherever it stands; the part has to be there. */
    ProjectFiles with(String file, String part, String replacement) {
        String text = read(file);
        if (!text.contains(part)) {
            throw new IllegalArgumentException(file + " does not contain: " + part);
        }
        Map<Path, String> edits = new HashMap<>(edited);
        edits.put(path(file), text.replace(part, replacement));
        return new ProjectFiles(root, edits);
    }

    public Path path(String file) {
        return root.resolve(file).normalize();
    }

    public String read(String file) {
        Path path = path(file);
        try {
            return edited.containsKey(path) ? edited.get(path) : Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    boolean exists(String file) {
        return Files.exists(path(file));
    }

    /** The YAML files directly in a directory, relative to the checkout, in the order of their names. */
    List<String> yamlIn(String directory) {
        try (Stream<Path> files = Files.list(path(directory))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be listed", e);
        }
    }
}
