package io.syncscript.api.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.syncscript.api.web.Seldom;
import io.syncscript.model.channel.ChannelNames;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Token buckets that all processes share in Redis. While Redis does not answer, each process counts in buckets of its own, so
 * a limit is looser by the number of processes for that time, and never gone.
 */
@Component
class RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

    /** Some ten megabytes at most. */
    private static final long MAX_OWN_BUCKETS = 50_000;

    private final LimitStore store;
    private final Duration pause;
    private final Seldom warning = new Seldom(Duration.ofSeconds(10));
    private final Cache<String, Own> own = Caffeine.newBuilder()
            .maximumSize(MAX_OWN_BUCKETS)
            .expireAfter(Expiry.<String, Own>accessing((key, bucket) -> bucket.per))
            .build();
    private volatile long askAgainAt = System.nanoTime();

    RateLimits(LimitStore store, ThrottleProperties properties) {
        this.store = store;
        this.pause = properties.redisPause();
    }

    /** How long a subject has to wait for its next attempt; zero where it has one now. Takes nothing from the allowance. */
    Duration waitFor(RateLimit limit, String subject) {
        return ask(
                limit,
                subject,
                bucket -> Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }

    /** Takes one attempt from the allowance where there is one, and says how long to wait where there is none. */
    Duration take(RateLimit limit, String subject) {
        return ask(
                limit,
                subject,
                bucket ->
                        Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill()));
    }

    /** Gives the whole allowance back. */
    void reset(RateLimit limit, String subject) {
        String key = ChannelNames.rateLimitKey(limit.name(), subject);
        own.invalidate(key);
        inRedis(() -> store.forget(key), () -> false);
    }

    /** Notes something for a while; forgets it where Redis does not answer. */
    void remember(String what, String subject, Duration lifetime) {
        inRedis(
                () -> {
                    store.remember(ChannelNames.rateLimitKey(what, subject), lifetime);
                    return true;
                },
                () -> false);
    }

    boolean remembers(String what, String subject) {
        return inRedis(() -> store.remembers(ChannelNames.rateLimitKey(what, subject)), () -> false);
    }

    private <T> T ask(RateLimit limit, String subject, Function<Bucket, T> question) {
        String key = ChannelNames.rateLimitKey(limit.name(), subject);
        return inRedis(
                () -> question.apply(store.buckets().getProxy(key, limit::bucket)),
                () -> question.apply(own.get(key, absent -> Own.of(limit)).bucket));
    }

    private <T> T inRedis(Supplier<T> shared, Supplier<T> alone) {
        if (System.nanoTime() - askAgainAt >= 0) {
            try {
                return shared.get();
            } catch (RuntimeException e) {
                askAgainAt = System.nanoTime() + pause.toNanos();
                if (warning.now()) {
                    LOG.warn("Logins are counted by this process alone, Redis cannot be asked: {}", e.toString());
                }
            }
        }
        return alone.get();
    }

    private record Own(Bucket bucket, Duration per) {
        static Own of(RateLimit limit) {
            var builder = Bucket.builder();
            for (var bandwidth : limit.bucket().getBandwidths()) {
                builder.addLimit(bandwidth);
            }
            return new Own(builder.build(), limit.per());
        }
    }
}
