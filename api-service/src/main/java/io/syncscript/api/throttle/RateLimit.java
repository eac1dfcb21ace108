package io.syncscript.api.throttle;

import io.github.bucket4j.BucketConfiguration;
import io.syncscript.api.throttle.ThrottleProperties.Allowance;
import java.time.Duration;

/** One limit: what it is called in Redis and how much it allows each of its subjects. */
record RateLimit(String name, BucketConfiguration bucket, Duration per) {
    static RateLimit of(String name, Allowance allowance) {
        BucketConfiguration bucket = BucketConfiguration.builder()
                .addLimit(limit ->
                        limit.capacity(allowance.attempts()).refillGreedy(allowance.attempts(), allowance.per()))
                .build();
        return new RateLimit(name, bucket, allowance.per());
    }
}
