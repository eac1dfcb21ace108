package io.syncscript.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MissedMessagesTest {
    private final AtomicLong provenAt = new AtomicLong(System.nanoTime());
    private final MissedMessages messages = new MissedMessages(2, nanoTime -> provenAt.get() - nanoTime >= 0);

    @Test
    void oneLostMessageIsNoDeadSubscription() {
        assertThat(messages.missed()).isFalse();
    }

    @Test
    void severalMissedWhileRedisDeliversMeanADeadSubscription() {
        messages.missed();
        proveRedis();

        assertThat(messages.missed()).isTrue();
    }

    @Test
    void aMessageHeardInBetweenProvesTheSubscription() {
        messages.missed();
        messages.heard();
        proveRedis();

        assertThat(messages.missed()).isFalse();
    }

    @Test
    void whatIsMissedWhileRedisDoesNotDeliverProvesNothing() {
        messages.missed();
        assertThat(messages.missed()).isFalse();
        assertThat(messages.missed()).isFalse();

        proveRedis();
        assertThat(messages.missed()).isTrue();
    }

    @Test
    void countsAnewOnceItWasFoundDead() {
        messages.missed();
        proveRedis();
        messages.missed();
        proveRedis();

        assertThat(messages.missed()).isFalse();
        assertThat(messages.missed()).isFalse();
    }

    private void proveRedis() {
        provenAt.set(System.nanoTime());
    }
}
