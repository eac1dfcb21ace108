package io.syncscript.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PATIENT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @Test
    void runsUnderTheProcessIdThatItSays() {
        ChildProcess child = start("echo $$; exec sleep 100");

        await().untilAsserted(() -> assertThat(log()).hasContent(Long.toString(child.pid())));

        child.kill();
    }

    @Test
    void asksAProcessToEndBeforeItKills() {
        ChildProcess child = start("trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.05; done");
        await().untilAsserted(() -> assertThat(log()).hasContent("up"));

        child.stop(PATIENT);

        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitStatus()).isEqualTo(7);
        assertThat(log()).content().endsWith("bye\n");
    }

    @Test
    void killsAProcessThatDoesNotEndInTime() {
        ChildProcess child = start("trap '' TERM; echo up; while :; do sleep 0.05; done");
        await().untilAsserted(() -> assertThat(log()).hasContent("up"));

        child.stop(Duration.ofMillis(200));

        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitStatus()).isEqualTo(128 + 9);
    }

    @Test
    void doesNotHearTheInterruptOfTheTerminal() throws Exception {
        ChildProcess child = start("echo up; while :; do sleep 0.05; done");
        await().untilAsserted(() -> assertThat(log()).hasContent("up"));

        new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();

        await().during(Duration.ofMillis(300)).until(child::isAlive);
        child.kill();
    }

    @Test
    void passesOnEnvironmentAndDirectory() {
        ChildProcess child = ChildProcess.start(
                "child",
                List.of("/bin/sh", "-c", "echo \"$COLOUR in $PWD\""),
                Map.of("COLOUR", "green"),
                directory,
                log());

        await().until(() -> !child.isAlive());

        assertThat(log()).hasContent("green in " + directory);
    }

    @Test
    void saysWhatCouldNotBeStarted() {
        assertThatExceptionOfType(StackFailure.class)
                .isThrownBy(() -> ChildProcess.start(
                        "child", List.of("/bin/true"), Map.of(), directory.resolve("missing"), log()))
                .withMessageStartingWith("child could not be started");
    }

    /** A JVM that is gone without a word, as after SIGKILL, takes its children with it. */
    @Test
    void leavesNothingBehindWhenTheLauncherDies() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingLauncher.class.getName(),
                        log().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("launcher.log").toFile())
                .start();
        assertThat(launcher.waitFor()).isEqualTo(DyingLauncher.STATUS);

        List<Long> pids = Files.readAllLines(directory.resolve("launcher.log")).stream()
                .map(Long::valueOf)
                .toList();

        assertThat(pids).hasSize(2);
        await().atMost(PATIENT).until(() -> pids.stream().noneMatch(ChildProcessTest::isRunning));
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("child", List.of("/bin/sh", "-c", script), Map.of(), directory, log());
    }

    private Path log() {
        return directory.resolve("child.log");
    }

    /** Starts two children, says their process ids and halts without stopping them. */
    static final class DyingLauncher {
        static final int STATUS = 42;

        private DyingLauncher() {}

        public static void main(String[] arguments) throws IOException {
            Path log = Path.of(arguments[0]);
            for (int i = 0; i < 2; i++) {
                System.out.println(ChildProcess.start("child", List.of("sleep", "100"), Map.of(), Path.of("/"), log)
                        .pid());
            }
            System.out.flush();
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
