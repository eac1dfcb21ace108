package io.syncscript.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void isSoonDoneWithAServerThatNeverAnswers() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();
            int status = run("--url", "http://127.0.0.1:" + mute.getLocalPort());

            assertThat(status).isEqualTo(Doctor.FAILED);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("no answer in time", "1 failed");
        }
    }

    @Test
    void saysInOneLineThatAFileIsNoCertificate() throws Exception {
        int status = run("--url", "https://127.0.0.1:1", "--ca-file", "/dev/null");

        assertThat(status).isEqualTo(Doctor.WRONG_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("syncscript doctor: no certificate in /dev/null. See ./syncscript help.");
    }

    private int run(String... arguments) throws InterruptedException {
        return Doctor.run(
                List.of(arguments),
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
