package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {
    private final RequestDeadline deadline = new RequestDeadline(TestServers.TIMEOUTS, true);
    private final EmbeddedChannel channel = new EmbeddedChannel(deadline);

    RequestDeadlineTest() {
        channel.freezeTime();
    }

    @Test
    void closesAConnectionThatSendsNothing() {
        pass(TestServers.TIMEOUTS.request().toMillis());
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closesAConnectionWhoseRequestDrips() {
        long step = TestServers.TIMEOUTS.request().toMillis() * 2 / 3;
        channel.writeInbound(Unpooled.EMPTY_BUFFER);
        pass(step);
        assertThat(channel.isOpen()).isTrue();
        channel.writeInbound(Unpooled.EMPTY_BUFFER);
        pass(step);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void letsARequestWaitForItsAnswer() {
        channel.writeInbound(Unpooled.EMPTY_BUFFER);
        deadline.onRequest();
        pass(TimeUnit.HOURS.toMillis(1));
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void closesAProxysIdleConnectionLater() {
        deadline.onRequest();
        deadline.onResponse(channel.newSucceededFuture());
        pass(TestServers.TIMEOUTS.keepAlive().toMillis() - 1);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closesAnybodyElsesIdleConnectionSoon() {
        EmbeddedChannel direct = channelOf(new RequestDeadline(TestServers.TIMEOUTS, false));
        RequestDeadline own = direct.pipeline().get(RequestDeadline.class);
        own.onRequest();
        own.onResponse(direct.newSucceededFuture());
        pass(direct, TestServers.TIMEOUTS.request().toMillis());
        assertThat(direct.isOpen()).isFalse();
    }

    @Test
    void waitsForSlowReadersOfAnAnswerButNotForEver() {
        EmbeddedChannel direct = channelOf(new RequestDeadline(TestServers.TIMEOUTS, false));
        RequestDeadline own = direct.pipeline().get(RequestDeadline.class);
        own.onRequest();
        own.onResponse(direct.newPromise());
        pass(direct, TestServers.TIMEOUTS.request().toMillis());
        assertThat(direct.isOpen()).isTrue();
        pass(direct, TestServers.TIMEOUTS.keepAlive().toMillis());
        assertThat(direct.isOpen()).isFalse();
    }

    @Test
    void givesTheFirstRequestNoMoreTimeForBeginningLate() {
        pass(TestServers.TIMEOUTS.request().toMillis() - 1);
        channel.writeInbound(Unpooled.EMPTY_BUFFER);
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    private static EmbeddedChannel channelOf(RequestDeadline deadline) {
        EmbeddedChannel channel = new EmbeddedChannel(deadline);
        channel.freezeTime();
        return channel;
    }

    private void pass(long millis) {
        pass(channel, millis);
    }

    private static void pass(EmbeddedChannel channel, long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
