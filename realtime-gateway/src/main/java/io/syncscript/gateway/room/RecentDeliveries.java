package io.syncscript.gateway.room;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The last deliveries of a lane, without gaps. Confined to the lane. */
final class RecentDeliveries {
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private final int capacity;

    RecentDeliveries(int capacity) {
        this.capacity = capacity;
    }

    void add(Delivery delivery) {
        if (deliveries.size() == capacity) {
            deliveries.removeFirst();
        }
        deliveries.addLast(delivery);
    }

    void clear() {
        deliveries.clear();
    }

    /** All deliveries after that revision, in order; empty where some of them are no longer here. */
    Optional<List<Delivery>> after(long revision) {
        if (deliveries.isEmpty() || deliveries.getFirst().revision() > revision + 1) {
            return Optional.empty();
        }
        return Optional.of(deliveries.stream()
                .filter(delivery -> delivery.revision() > revision)
                .toList());
    }
}
