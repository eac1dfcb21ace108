package io.syncscript.gateway.socketio;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many connections there are, and what became of those that there were. Safe for any thread, and cheap on each. */
final class ConnectionCounts implements MeterBinder {
    private final AtomicInteger polling = new AtomicInteger();
    private final AtomicInteger websockets = new AtomicInteger();
    private final LongAdder upgrades = new LongAdder();
    private final Map<DisconnectReason, LongAdder> ends = adders(DisconnectReason.class);
    private final Map<EngineError, LongAdder> refusals = adders(EngineError.class);

    private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> keys) {
        Map<K, LongAdder> adders = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            adders.put(key, new LongAdder());
        }
        return adders;
    }

    void opened(boolean websocket) {
        (websocket ? websockets : polling).incrementAndGet();
    }

    void upgraded() {
        polling.decrementAndGet();
        websockets.incrementAndGet();
        upgrades.increment();
    }

    void closed(boolean websocket, DisconnectReason reason) {
        (websocket ? websockets : polling).decrementAndGet();
        add(ends, reason);
    }

    /** A request for a new connection that was refused. */
    void refused(EngineError reason) {
        add(refusals, reason);
    }

    int open() {
        return polling.get() + websockets.get();
    }

    private static <K extends Enum<K>> void add(Map<K, LongAdder> adders, K key) {
        LongAdder adder = adders.get(key);
        if (adder != null) {
            adder.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        bindOpen(meters, "polling", polling);
        bindOpen(meters, "websocket", websockets);
        FunctionCounter.builder("syncscript.socketio.upgrades", upgrades, LongAdder::sum)
                .description("Connections that went on from polling to a websocket")
                .register(meters);
        ends.forEach(
                (reason, count) -> FunctionCounter.builder("syncscript.socketio.disconnects", count, LongAdder::sum)
                        .description("Connections that ended, by why")
                        .tag("reason", lowerCase(reason))
                        .register(meters));
        refusals.forEach((reason, count) -> FunctionCounter.builder(
                        "syncscript.socketio.refused", count, LongAdder::sum)
                .description("Requests for a connection that were refused before a session was looked up, by why")
                .tag("reason", lowerCase(reason))
                .register(meters));
    }

    private static void bindOpen(MeterRegistry meters, String transport, AtomicInteger open) {
        Gauge.builder("syncscript.socketio.connections", open, AtomicInteger::get)
                .description("Open connections, by transport")
                .tag("transport", transport)
                .register(meters);
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
