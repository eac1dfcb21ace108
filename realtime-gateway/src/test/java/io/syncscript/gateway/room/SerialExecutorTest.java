package io.syncscript.gateway.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    private final SerialExecutor executor = new SerialExecutor("test");

    @Test
    void runsTasksInOrderAndNeverTwoAtOnce() {
        List<Integer> ran = new ArrayList<>();

        IntStream.range(0, 10_000).forEach(number -> executor.execute(() -> ran.add(number)));

        await().until(() -> executor.unfinished() == 0);
        assertThat(ran).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void losesNoTaskOfManySubmitters() {
        int[] count = new int[1];

        List<CompletableFuture<Void>> submitters = IntStream.range(0, 20)
                .mapToObj(number -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 1_000).forEach(task -> executor.execute(() -> count[0]++)),
                        Thread::startVirtualThread))
                .toList();
        submitters.forEach(CompletableFuture::join);

        await().until(() -> executor.unfinished() == 0);
        assertThat(count[0]).isEqualTo(20_000);
    }

    @Test
    void nobodyOvertakesATaskThatWaitsForItsCondition() {
        List<String> ran = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> condition = new CompletableFuture<>();

        executor.execute(() -> ran.add("before"));
        executor.executeAfter(condition, () -> ran.add("waiting"));
        executor.execute(() -> ran.add("behind"));
        await().until(() -> executor.unfinished() == 2);
        assertThat(ran).containsExactly("before");
        condition.complete(null);

        await().until(() -> executor.unfinished() == 0);
        assertThat(ran).containsExactly("before", "waiting", "behind");
    }

    @Test
    void runsATaskWhoseConditionFailed() {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();

        executor.executeAfter(
                CompletableFuture.failedFuture(new IllegalStateException("expected by this test")),
                () -> ran.complete(true));

        assertThat(ran.join()).isTrue();
    }

    @Test
    void goesOnAfterATaskThatFails() {
        CompletableFuture<Boolean> virtual = new CompletableFuture<>();

        executor.execute(() -> {
            throw new IllegalStateException("expected by this test");
        });
        executor.execute(() -> {
            throw new OutOfMemoryError("expected by this test");
        });
        executor.execute(() -> virtual.complete(Thread.currentThread().isVirtual()));

        assertThat(virtual.join()).isTrue();
    }
}
