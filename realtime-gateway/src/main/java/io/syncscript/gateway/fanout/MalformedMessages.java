package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts messages from Redis that are none of ours and warns of them now and then, never with what they hold. */
@Component
class MalformedMessages {
    private static final Logger log = LoggerFactory.getLogger(MalformedMessages.class);
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final Counter counter;
    private final AtomicLong warnAgainAt = new AtomicLong(System.nanoTime());

    MalformedMessages(MeterRegistry meters) {
        this.counter = Counter.builder("syncscript.fanout.malformed")
                .description("Messages from Redis that were skipped because they are malformed")
                .register(meters);
    }

    void skipped(String channel, String reason) {
        counter.increment();
        long now = System.nanoTime();
        long due = warnAgainAt.get();
        if (now - due >= 0 && warnAgainAt.compareAndSet(due, now + QUIET_NANOS)) {
            log.warn("Skipped a message on {}: {} ({} skipped so far)", channel, reason, (long) counter.count());
        }
    }
}
