package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts messages from Redis that are none of ours and warns of them now and then, never with what they hold. */
@Component
class MalformedMessages {
    private static final Logger log = LoggerFactory.getLogger(MalformedMessages.class);

    private final Counter counter;
    private final LogThrottle throttle = new LogThrottle();

    MalformedMessages(MeterRegistry meters) {
        this.counter = Counter.builder("syncscript.fanout.malformed")
                .description("Messages from Redis that were skipped because they are malformed")
                .register(meters);
    }

    void skipped(String channel, String reason) {
        counter.increment();
        if (throttle.permits()) {
            log.warn("Skipped a message on {}: {} ({} skipped so far)", channel, reason, (long) counter.count());
        }
    }
}
