package io.syncscript.gateway.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.syncscript.gateway.protocol.ErrorCode;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Counts what happens in rooms: who is in them, how they got in, what they were sent and what had to be repaired. Each event
 * costs one measurement here however many receive it. Safe for any thread.
 */
@Component
class RoomMetrics {
    private final MeterRegistry meters;
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger members = new AtomicInteger();
    private final Map<GapFinder, Counter> gaps;
    private final Map<GapFinder, Counter> gapEvents;
    private final Map<JoinOutcome, Counter> joins;
    private final Map<ErrorCode, Counter> refusedJoins;
    private final Map<Entry, Timer> replays;
    private final DistributionSummary replayEvents;
    private final Timer sweeps;
    private final Counter lanesBehind;
    private volatile long sweptAt = System.nanoTime();

    RoomMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.gaps = counters(GapFinder.class, "syncscript.room.gaps", "Gaps that were closed from the log", "found.by");
        this.gapEvents = counters(GapFinder.class, "syncscript.room.gap.events", "Events that closed gaps", "found.by");
        this.joins = counters(JoinOutcome.class, "syncscript.room.joins", "Answered requests to join", "outcome");
        this.refusedJoins = counters(ErrorCode.class, "syncscript.room.joins", "Answered requests to join", "outcome");
        this.replays = byKey(
                Entry.class,
                end -> Timer.builder("syncscript.room.replays")
                        .description("How long those who resumed behind the head took to catch up, by how that ended")
                        .tag("outcome", lowerCase(end))
                        .register(meters));
        this.replayEvents = DistributionSummary.builder("syncscript.room.replay.events")
                .description("Events that those who resumed had missed")
                .serviceLevelObjectives(1, 10, 100, 1_000, 10_000)
                .register(meters);
        this.sweeps = Timer.builder("syncscript.room.sweeps")
                .description("Comparisons of the heads of all vaults with what their rooms have")
                .register(meters);
        this.lanesBehind = Counter.builder("syncscript.room.sweep.behind")
                .description("Vaults that a sweep found behind their heads")
                .register(meters);
        gauge("syncscript.room.rooms", "Vaults with members here", rooms);
        gauge("syncscript.room.members", "Memberships of sockets in rooms", members);
        TimeGauge.builder("syncscript.room.sweep.age", this, TimeUnit.NANOSECONDS, RoomMetrics::sinceSweep)
                .description("Time since a sweep could read the heads")
                .register(meters);
    }

    private <K extends Enum<K>> Map<K, Counter> counters(Class<K> keys, String name, String description, String tag) {
        return byKey(
                keys,
                key -> Counter.builder(name)
                        .description(description)
                        .tag(tag, lowerCase(key))
                        .register(meters));
    }

    private static <K extends Enum<K>, M> Map<K, M> byKey(Class<K> keys, Function<K, M> meter) {
        Map<K, M> all = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            all.put(key, meter.apply(key));
        }
        return all;
    }

    private static String lowerCase(Enum<?> key) {
        return key.name().toLowerCase(Locale.ROOT);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::get).description(description).register(meters);
    }

    /** @param lanes a live view that may be asked for its size at any time */
    void watchLanes(Collection<?> lanes) {
        Gauge.builder("syncscript.room.lanes", lanes, Collection::size)
                .description("Vaults that somebody here has joined or is about to")
                .register(meters);
    }

    void entered(boolean first) {
        members.incrementAndGet();
        if (first) {
            rooms.incrementAndGet();
        }
    }

    void left(boolean last) {
        members.decrementAndGet();
        if (last) {
            rooms.decrementAndGet();
        }
    }

    /** @param events that the log had and the room did not; nothing is counted where there was none */
    void repaired(GapFinder foundBy, long events) {
        if (events > 0) {
            meter(gaps, foundBy).increment();
            meter(gapEvents, foundBy).increment((double) events);
        }
    }

    void joined(JoinOutcome outcome) {
        meter(joins, outcome).increment();
    }

    void joinRefused(ErrorCode code) {
        meter(refusedJoins, code).increment();
    }

    /** @param events that the participant had missed when it asked */
    void replayed(Entry end, long events, Duration took) {
        meter(replays, end).record(took);
        replayEvents.record((double) events);
    }

    /** @param behind how many lanes lacked something */
    void swept(Duration took, int behind) {
        sweeps.record(took);
        lanesBehind.increment(behind);
        sweptAt = System.nanoTime();
    }

    private double sinceSweep() {
        return (double) (System.nanoTime() - sweptAt);
    }

    private static <K extends Enum<K>, M> M meter(Map<K, M> meters, K key) {
        return Objects.requireNonNull(meters.get(key));
    }
}
