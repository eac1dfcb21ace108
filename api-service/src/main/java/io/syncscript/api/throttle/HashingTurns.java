package io.syncscript.api.throttle;

import io.syncscript.api.web.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets as many passwords be hashed at once as there are processors, in the order of asking. Hashing keeps a processor busy for
 * tens of milliseconds: without turns a burst of logins would hold up every other call.
 */
@Component
public class HashingTurns {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final Duration maxWait;

    HashingTurns(ThrottleProperties properties) {
        this.maxWait = properties.maxWait();
    }

    /**
     * Does the work when its turn has come.
     *
     * @throws ApiException UNAVAILABLE where it does not come in time
     */
    public <T> T take(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ApiException.overloaded(RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.overloaded(RETRY);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
