package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {
    private final RequestDeadline deadline = new RequestDeadline(TestServers.TIMEOUTS);
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
    void closesAnIdleConnectionLater() {
        deadline.onRequest();
        deadline.onResponse();
        pass(TestServers.TIMEOUTS.keepAlive().toMillis() - 1);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
