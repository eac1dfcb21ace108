package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptTurnsTest {
    private static final int FULL_TURN = 16;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final AtomicInteger lookUps = new AtomicInteger();
    private final AcceptPace pace = new AcceptPace(1_000);
    private final EmbeddedChannel listening = new EmbeddedChannel(new AcceptTurns(loops, lookUps::get, pace));

    @AfterEach
    void stop() {
        listening.finishAndReleaseAll();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void doesNotPauseForAFew() {
        accept(FULL_TURN - 1);
        assertThat(accepts()).isTrue();
        accept(FULL_TURN - 1);
        assertThat(accepts()).isTrue();
        assertThat(listening.inboundMessages()).hasSize(2 * (FULL_TURN - 1));
    }

    @Test
    void pausesForMoreUntilEveryEventLoopHasGotRound() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        EventLoop late = loops.next();
        EventLoop prompt = loops.next();
        Future<?> work = late.submit(() -> {
            busy.await();
            return null;
        });

        accept(FULL_TURN);
        prompt.submit(() -> {}).get();
        assertThat(accepts()).isFalse();
        busy.countDown();
        work.get();

        await().until(this::accepts);
        assertThat(listening.inboundMessages()).hasSize(FULL_TURN);
    }

    @Test
    void pausesWhileManySessionsAreLookedUp() throws Exception {
        listening.freezeTime();
        lookUps.set(65);

        accept(1);
        letEventLoopsGetRound();
        assertThat(accepts()).isFalse();
        lookUps.set(64);
        listening.advanceTimeBy(5, TimeUnit.MILLISECONDS);

        assertThat(accepts()).isTrue();
    }

    @Test
    void doesNotPauseForLongWhereSessionsCannotBeLookedUp() throws Exception {
        listening.freezeTime();
        lookUps.set(1_000);

        accept(1);
        letEventLoopsGetRound();
        assertThat(accepts()).isFalse();
        for (int check = 0; check < 10; check++) {
            listening.advanceTimeBy(5, TimeUnit.MILLISECONDS);
            accepts();
        }

        assertThat(accepts()).isTrue();
    }

    @Test
    void pausesWhileEventsAreDeliveredAndTooManyCome() {
        listening.freezeTime();
        pace.delivering();

        accept(FULL_TURN - 1);
        assertThat(accepts()).isFalse();
        listening.advanceTimeBy(FULL_TURN, TimeUnit.MILLISECONDS);

        assertThat(accepts()).isTrue();
    }

    private void accept(int connections) {
        listening.writeInbound(IntStream.range(0, connections).boxed().toArray());
    }

    private void letEventLoopsGetRound() throws Exception {
        loops.next().submit(() -> {}).get();
        loops.next().submit(() -> {}).get();
    }

    private boolean accepts() {
        listening.runPendingTasks();
        listening.runScheduledPendingTasks();
        return listening.config().isAutoRead();
    }
}
