package io.syncscript.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessFiguresTest {
    @TempDir
    Path directory;

    @Test
    void addsUserAndKernelTimeInClockTicks() throws IOException {
        Files.writeString(
                directory.resolve("stat"),
                "42 (java) S 1 42 42 0 -1 4194304 900 0 0 0 150 50 7 8 20 0 30 0 1000 5000 600 1 2 3\n");

        assertThat(new ProcessFigures(directory, 100).cpuTime()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void readsTheTimeOfACommandThatIsNamedLikeTheFieldsAfterIt() throws IOException {
        Files.writeString(
                directory.resolve("stat"),
                "42 (a) S 9 9 (b) S 1 42 42 0 -1 4194304 900 0 0 0 1 2 7 8 20 0 30 0 1000 5000 600 1 2 3\n");

        assertThat(new ProcessFigures(directory, 100).cpuTime()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void readsResidentMemoryInBytes() throws IOException {
        Files.writeString(directory.resolve("status"), "Name:\tjava\nVmHWM:\t   9000 kB\nVmRSS:\t    2048 kB\n");

        assertThat(new ProcessFigures(directory, 100).residentBytes()).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void saysThatAProcessHasGone() {
        assertThatThrownBy(() -> new ProcessFigures(directory.resolve("gone"), 100).cpuTime())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("has gone");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesThisProcessWork() {
        ProcessFigures self = ProcessFigures.of(ProcessHandle.current().pid());
        Duration before = self.cpuTime();

        Awaitility.await()
                .pollInSameThread()
                .until(() -> self.cpuTime().minus(before).compareTo(Duration.ofMillis(10)) >= 0);
        assertThat(self.residentBytes()).isGreaterThan(10L * 1024 * 1024);
    }
}
