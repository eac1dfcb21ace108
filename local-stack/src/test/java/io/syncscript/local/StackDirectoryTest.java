package io.syncscript.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
    @TempDir
    private Path checkout;

    @Test
    void keepsDataInTheCheckoutUntilItIsToForgetThem() throws IOException {
        Path written = checkout.resolve(".syncscript/redis/written");
        try (StackDirectory directory = StackDirectory.open(StackOptions.defaults(checkout))) {
            Files.createDirectories(directory.redis());
            Files.writeString(written, "");
        }

        StackDirectory.open(StackOptions.defaults(checkout)).close();
        assertThat(written).exists();

        StackDirectory.open(StackOptions.defaults(checkout).withFresh(true)).close();
        assertThat(written).doesNotExist();
    }

    @Test
    void leavesNothingOfAStackOnFreePorts() throws IOException {
        StackDirectory directory =
                StackDirectory.open(StackOptions.defaults(checkout).withPort(0));
        Path logs = directory.logs();
        assertThat(directory.newLog("api")).exists();

        directory.close();

        assertThat(logs).doesNotExist();
        assertThat(checkout.resolve(".syncscript")).doesNotExist();
    }

    @Test
    void isHeldByOneStackAtATime() throws IOException {
        try (StackDirectory held = StackDirectory.open(StackOptions.defaults(checkout))) {
            assertThat(held.isKept()).isTrue();
            assertThatExceptionOfType(StackFailure.class)
                    .isThrownBy(() -> StackDirectory.open(StackOptions.defaults(checkout)))
                    .withMessageContaining("already running");
        }

        StackDirectory.open(StackOptions.defaults(checkout)).close();
    }
}
