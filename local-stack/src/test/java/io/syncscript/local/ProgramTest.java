package io.syncscript.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    @TempDir
    private Path checkout;

    @Test
    void unpacksAPackagedModuleOnce() throws IOException {
        packageModule("first");

        Program first = Program.of(checkout, "service");
        Program again = Program.of(checkout, "service");

        assertThat(first.jar()).hasContent("first");
        assertThat(first.ranBefore()).isFalse();
        assertThat(again).isEqualTo(new Program(first.jar(), first.fingerprint(), true));
    }

    @Test
    void unpacksWhatWasBuiltAnewThoughItsTimeAndSizeAreTheSame() throws IOException {
        packageModule("first");
        Program first = Program.of(checkout, "service");
        packageModule("other");

        Program other = Program.of(checkout, "service");

        assertThat(other.jar()).hasContent("other").isNotEqualTo(first.jar());
        assertThat(other.ranBefore()).isFalse();
    }

    @Test
    void leavesTheLastBuildsToStacksThatMayRunThem() throws IOException {
        List<Path> builds = new ArrayList<>();
        for (int build = 0; build < 5; build++) {
            packageModule("build" + build);
            Path jar = Program.of(checkout, "service").jar();
            Files.setLastModifiedTime(jar.resolve("..").normalize(), FileTime.fromMillis(build));
            builds.add(jar);
        }

        assertThat(builds.subList(0, 2)).allSatisfy(old -> assertThat(old).doesNotExist());
        assertThat(builds.subList(2, 5)).allSatisfy(recent -> assertThat(recent).exists());
    }

    @Test
    void saysThatAModuleIsNotBuilt() {
        assertThatExceptionOfType(StackFailure.class)
                .isThrownBy(() -> Program.of(checkout, "service"))
                .withMessageStartingWith("service is not built");
    }

    /** A packaged jar that unpacks to a file with that text, always of the same time. */
    private void packageModule(String text) throws IOException {
        Path target = Files.createDirectories(checkout.resolve("service/target"));
        Path packaged = target.resolve("service-1-exec.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Tools.class.getName());
        String classFile = Tools.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(packaged), manifest);
                InputStream tools = Tools.class.getResourceAsStream("/" + classFile)) {
            jar.putNextEntry(new ZipEntry(classFile));
            jar.write(Objects.requireNonNull(tools).readAllBytes());
            jar.putNextEntry(new ZipEntry("text"));
            jar.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(packaged, FileTime.fromMillis(0));
    }

    /** Does to the jars of this test what Spring Boot's tools do to those that Spring Boot packaged. */
    static final class Tools {
        private Tools() {}

        public static void main(String[] arguments) throws IOException {
            Path destination = Path.of(arguments[List.of(arguments).indexOf("--destination") + 1]);
            Path jar = Path.of(System.getProperty("java.class.path"));
            try (InputStream text = Tools.class.getResourceAsStream("/text")) {
                Files.copy(Objects.requireNonNull(text), destination.resolve(jar.getFileName()));
            }
        }
    }
}
