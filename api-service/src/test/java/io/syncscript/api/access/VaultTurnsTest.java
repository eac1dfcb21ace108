package io.syncscript.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncscript.api.web.ApiException;
import io.syncscript.api.web.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VaultTurnsTest {
    private final CountDownLatch finish = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    @Test
    void letsNoMoreChangesOfAVaultGoOnAtOnceThanItWasTold() {
        VaultTurns turns = new VaultTurns(new VaultTurnsProperties(2, Duration.ofMinutes(1)));
        CompletableFuture<?>[] changes = IntStream.range(0, 5)
                .mapToObj(i ->
                        CompletableFuture.runAsync(() -> turns.take("a", this::change), Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new);

        await().until(() -> running.get() == 2 && turns.waiting() == 3);
        finish.countDown();

        assertThat(CompletableFuture.allOf(changes)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(running).hasValue(5);
    }

    @Test
    void holdsUpNoOtherVault() {
        VaultTurns turns = new VaultTurns(new VaultTurnsProperties(1, Duration.ofMinutes(1)));
        CompletableFuture<?> busy =
                CompletableFuture.runAsync(() -> turns.take("a", this::change), Thread::startVirtualThread);
        await().until(() -> running.get() == 1);

        assertThat(turns.take("b", () -> "done")).isEqualTo("done");

        finish.countDown();
        assertThat(busy).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void saysUnavailableToWhoseTurnDoesNotCome() {
        VaultTurns turns = new VaultTurns(new VaultTurnsProperties(1, Duration.ofMillis(20)));
        CompletableFuture<?> busy =
                CompletableFuture.runAsync(() -> turns.take("a", this::change), Thread::startVirtualThread);
        await().until(() -> running.get() == 1);

        assertThatThrownBy(() -> turns.take("a", this::change))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));

        finish.countDown();
        assertThat(busy).succeedsWithin(Duration.ofSeconds(10));
        assertThat(turns.take("a", () -> "its turn")).isEqualTo("its turn");
    }

    @Test
    void givesTheTurnOnAfterAChangeThatFailedAndForgetsTheVault() {
        VaultTurns turns = new VaultTurns(new VaultTurnsProperties(1, Duration.ofSeconds(1)));

        assertThatThrownBy(() -> turns.take("a", () -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(turns.take("a", () -> "next")).isEqualTo("next");
        assertThat(turns.vaults()).isZero();
    }

    private int change() {
        int number = running.incrementAndGet();
        try {
            finish.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return number;
    }
}
