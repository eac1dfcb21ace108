package io.syncscript.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.CountingLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class BoundedVaultLogTest {
    private final CountingLog log = new CountingLog();

    @Test
    void readsNoMoreAtATimeThanAllowedAndAllInTheEnd() {
        BoundedVaultLog bounded = new BoundedVaultLog(log, 2, Duration.ofSeconds(10));
        log.block();

        List<CompletableFuture<Void>> reads = IntStream.range(0, 20)
                .mapToObj(number ->
                        CompletableFuture.runAsync(() -> bounded.after("vault", number, 1), Thread::startVirtualThread))
                .toList();
        await().until(() -> log.underWay() == 2);
        log.unblock();

        reads.forEach(CompletableFuture::join);
        assertThat(log.reads()).isEqualTo(20);
        assertThat(log.mostAtATime()).isEqualTo(2);
    }

    @Test
    void failsInTimeWhereItsTurnDoesNotCome() {
        BoundedVaultLog bounded = new BoundedVaultLog(log, 1, Duration.ofMillis(50));
        log.block();
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> bounded.after("vault", 0, 1), Thread::startVirtualThread);
        await().until(() -> log.underWay() == 1);

        assertThatThrownBy(() -> bounded.heads(List.of("vault"))).isInstanceOf(DataAccessException.class);
        log.unblock();
        first.join();

        assertThat(bounded.heads(List.of("vault"))).isEmpty();
    }
}
