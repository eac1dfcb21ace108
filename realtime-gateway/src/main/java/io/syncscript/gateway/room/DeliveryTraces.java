package io.syncscript.gateway.room;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Continues the trace of the request that made an event, where there is one, by a span from when its vault's lane sends the event
 * to when the last of this gateway's sockets has it. Safe for any thread.
 */
@Component
class DeliveryTraces {
    private static final String TRACEPARENT = "traceparent";

    private final boolean enabled;
    private final Propagator propagator;

    @Autowired
    DeliveryTraces(
            @Value("${management.opentelemetry.enabled}") boolean enabled, ObjectProvider<Propagator> propagator) {
        this(enabled, propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    DeliveryTraces(boolean enabled, Propagator propagator) {
        this.enabled = enabled;
        this.propagator = propagator;
    }

    /** Continues no trace. */
    static DeliveryTraces none() {
        return new DeliveryTraces(false, Propagator.NOOP);
    }

    /** Begins a span for a delivery that is traced; the action ends it. */
    Runnable begin(String vaultId, Delivery delivery) {
        if (!enabled) {
            return DeliveryTraces::endNothing;
        }
        return delivery.origin()
                .trace()
                .map(context -> begin(context, vaultId, delivery))
                .orElse(DeliveryTraces::endNothing);
    }

    private Runnable begin(String context, String vaultId, Delivery delivery) {
        Span span = propagator
                .extract(context, (carrier, name) -> name.equals(TRACEPARENT) ? carrier : null)
                .name("vault event deliver")
                .kind(Span.Kind.CONSUMER)
                .tag("syncscript.vault", vaultId)
                .tag("syncscript.revision", delivery.revision())
                .start();
        return span::end;
    }

    private static void endNothing() {}
}
