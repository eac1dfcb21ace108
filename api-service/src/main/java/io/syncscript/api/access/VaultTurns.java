package io.syncscript.api.access;

import io.syncscript.api.web.ApiException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets a few changes of one vault go to the database at once, in the order of asking. The vault's row lets one of them on anyway; those who
 * waited for it there would each hold a connection, and a busy vault would keep all others from having one.
 */
@Component
public class VaultTurns {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ConcurrentMap<String, Turns> turnsByVault = new ConcurrentHashMap<>();
    private final VaultTurnsProperties properties;

    VaultTurns(VaultTurnsProperties properties) {
        this.properties = properties;
    }

    /**
     * Makes a change, which begins and ends its transaction itself, when its turn has come.
     *
     * @param vaultId any string, since whether there is such a vault is seen by the change
     * @throws ApiException UNAVAILABLE where the turn does not come in time
     */
    public <T> T take(String vaultId, Supplier<T> change) {
        Turns turns = turnsByVault.compute(vaultId, (id, present) -> {
            Turns joined = present == null ? new Turns(properties.atOnce()) : present;
            joined.users++;
            return joined;
        });
        try {
            turns.acquire(properties.maxWait());
            try {
                return change.get();
            } finally {
                turns.free.release();
            }
        } finally {
            turnsByVault.computeIfPresent(vaultId, (id, present) -> --present.users == 0 ? null : present);
        }
    }

    /** Vaults that somebody changes or waits to change. */
    int vaults() {
        return turnsByVault.size();
    }

    /** Changes whose turn has not come. */
    public int waiting() {
        return turnsByVault.values().stream()
                .mapToInt(turns -> turns.free.getQueueLength())
                .sum();
    }

    private static final class Turns {
        private final Semaphore free;

        /** Guarded by the map's entry of its vault. */
        private int users;

        Turns(int atOnce) {
            this.free = new Semaphore(atOnce, true);
        }

        void acquire(Duration maxWait) {
            try {
                if (free.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw ApiException.overloaded(RETRY);
        }
    }
}
