package io.syncscript.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts the subscriptions that were dead while Redis delivered, and warns of them now and then. */
@Component
class DeadSubscriptions {
    private static final Logger log = LoggerFactory.getLogger(DeadSubscriptions.class);

    private final Counter counter;
    private final LogThrottle throttle = new LogThrottle();

    DeadSubscriptions(MeterRegistry meters) {
        this.counter = Counter.builder("syncscript.fanout.resubscriptions")
                .description("Subscriptions that were taken anew because they were dead while Redis delivered")
                .register(meters);
    }

    void renewed(String channel) {
        counter.increment();
        if (throttle.permits()) {
            log.warn("Subscribed to {} anew: it was dead ({} so far)", channel, (long) counter.count());
        }
    }
}
