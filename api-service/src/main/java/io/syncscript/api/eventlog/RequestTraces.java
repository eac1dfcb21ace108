package io.syncscript.api.eventlog;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.syncscript.model.event.Origin;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Knows the trace that a request belongs to, so that its events take it along to the gateways. */
@Component
class RequestTraces {
    private final boolean enabled;
    private final Tracer tracer;

    RequestTraces(@Value("${management.opentelemetry.enabled}") boolean enabled, ObjectProvider<Tracer> tracer) {
        this.enabled = enabled;
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
    }

    /** The origin of an event that the calling thread's request makes: with its trace, where that is recorded. */
    Origin originAt(Instant time) {
        Origin origin = Origin.at(time);
        Span span = enabled ? tracer.currentSpan() : null;
        return span == null || !Boolean.TRUE.equals(span.context().sampled())
                ? origin
                : origin.tracedBy(traceparent(span.context()));
    }

    private static String traceparent(TraceContext context) {
        return "00-" + context.traceId() + "-" + context.spanId() + "-01";
    }
}
