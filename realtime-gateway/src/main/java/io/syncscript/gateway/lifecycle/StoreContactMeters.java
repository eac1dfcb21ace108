package io.syncscript.gateway.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Shows how long this process has heard of no revocation, and whether it serves nobody for that. */
@Component
class StoreContactMeters implements MeterBinder {
    private final StoreContact contact;

    StoreContactMeters(StoreContact contact) {
        this.contact = contact;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        TimeGauge.builder("syncscript.lifecycle.silence", contact, TimeUnit.MILLISECONDS, asked ->
                        (double) asked.silence().toMillis())
                .description("Time since Redis or PostgreSQL proved that revocations are heard of")
                .register(meters);
        Gauge.builder("syncscript.lifecycle.isolated", contact, asked -> asked.isLost() ? 1 : 0)
                .description("Nobody is served, because neither store proves that revocations are heard of")
                .register(meters);
    }
}
