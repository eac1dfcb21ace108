package io.syncscript.gateway.socketio;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts what each key has open, up to a limit. Keys that have nothing open take no memory. Thread-safe. */
final class Seats<K> {
    private final ConcurrentMap<K, Integer> taken = new ConcurrentHashMap<>();
    private final int limit;

    /** @param limit for each key, 0 for none */
    Seats(int limit) {
        this.limit = limit;
    }

    /** One of the places of a key, to be released once. */
    interface Seat {
        /** A place that is not counted. */
        Seat UNCOUNTED = () -> {};

        void release();
    }

    /** Empty where the key has no place left. */
    Optional<Seat> take(K key) {
        if (limit == 0) {
            return Optional.of(Seat.UNCOUNTED);
        }
        if (taken.merge(key, 1, Integer::sum) > limit) {
            release(key);
            return Optional.empty();
        }
        return Optional.of(() -> release(key));
    }

    /** How many keys have something open. */
    int keys() {
        return taken.size();
    }

    private void release(K key) {
        taken.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
