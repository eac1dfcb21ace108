package io.syncscript.api.eventlog;

import io.syncscript.model.event.VaultMessage;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hands committed events on in revision order per vault. Two transactions commit in revision order, but the threads that
 * committed them may arrive here in the other; so an event takes its place while its transaction holds the vault's row, and
 * waits for those before it. That wait is the time between the commit of one and its callback, and blocks no thread.
 */
class CommitOrder {
    private final ConcurrentMap<String, ArrayDeque<Place>> placesByVault = new ConcurrentHashMap<>();
    private final Consumer<VaultMessage> next;

    /** @param next takes each committed event; must not block */
    CommitOrder(Consumer<VaultMessage> next) {
        this.next = next;
    }

    /** Called inside the transaction, under the vault's row lock. */
    void publishAfterCommit(VaultMessage message) {
        Place place = new Place(message);
        placesByVault.compute(message.vaultId(), (vaultId, places) -> {
            ArrayDeque<Place> all = places == null ? new ArrayDeque<>(2) : places;
            all.add(place);
            return all;
        });
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                settle(place, Outcome.COMMITTED);
            }

            @Override
            public void afterCompletion(int status) {
                // After a commit the place is settled already. An unknown outcome is left to the gateways' sweep.
                settle(place, Outcome.GONE);
            }
        });
    }

    int waiting() {
        return placesByVault.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    private void settle(Place place, Outcome outcome) {
        placesByVault.computeIfPresent(place.message.vaultId(), (vaultId, places) -> {
            if (place.outcome == Outcome.OPEN) {
                place.outcome = outcome;
            }
            handOn(places);
            return places.isEmpty() ? null : places;
        });
    }

    private void handOn(ArrayDeque<Place> places) {
        while (!places.isEmpty() && places.element().outcome != Outcome.OPEN) {
            Place settled = places.remove();
            if (settled.outcome == Outcome.COMMITTED) {
                next.accept(settled.message);
            }
        }
    }

    private enum Outcome {
        OPEN,
        COMMITTED,
        GONE
    }

    /** Guarded by the map's entry of its vault. */
    private static final class Place {
        private final VaultMessage message;
        private Outcome outcome = Outcome.OPEN;

        Place(VaultMessage message) {
            this.message = message;
        }
    }
}
