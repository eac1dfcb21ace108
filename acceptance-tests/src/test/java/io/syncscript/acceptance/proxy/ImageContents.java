package io.syncscript.acceptance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.manifests.DeployedProcess;
import io.syncscript.acceptance.manifests.Dockerfile;
import io.syncscript.acceptance.manifests.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a Dockerfile puts into its working directory, put into a directory here: the layers of the packaged jar, and its JVM options. */
final class ImageContents {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private ImageContents() {}

    static Path of(DeployedProcess process, ProjectFiles files, Path working) {
        Dockerfile image = Dockerfile.of(files, process);
        Path layers = working.resolve(process.module() + "-layers");
        Path contents = working.resolve(process.module());
        try {
            extract(packagedJar(files.path(process.module() + "/target"), process), image, layers);
            Files.createDirectories(contents);
            for (String layer : image.layers()) {
                copy(layers.resolve(layer), contents);
            }
            Files.copy(files.path(process.module() + "/jvm.options"), contents.resolve("jvm.options"));
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment in which the commands of the image find the JVM that runs this test. */
    static String path() {
        return JAVA + ":" + System.getenv("PATH");
    }

    private static Path packagedJar(Path target, DeployedProcess process) throws IOException {
        try (Stream<Path> all = Files.list(target)) {
            return all.filter(file -> file.getFileName().toString().matches(process.module() + "-.*-exec\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(process.module() + " is not packaged"));
        }
    }

    private static void extract(Path jar, Dockerfile image, Path layers) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(JAVA.resolve("java").toString(), "-Djarmode=tools", "-jar", jar.toString()));
        command.addAll(image.extraction());
        command.addAll(List.of("--destination", layers.toString()));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.onExit().join().exitValue()).as(said).isZero();
    }

    private static void copy(Path layer, Path contents) throws IOException {
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(layer)) {
            sources = walk.toList();
        }
        for (Path source : sources) {
            Path target = contents.resolve(layer.relativize(source).toString());
            if (Files.isDirectory(source)) {
                Files.createDirectories(target);
            } else {
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
