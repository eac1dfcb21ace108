package io.syncscript.api.session;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.syncscript.api.web.Outage;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Redis behind a circuit breaker: after a few failures in a row it is not asked any more, so no request waits for a Redis that
 * does not answer. While it is not asked, a ping from time to time, off the requests, tells that it is back.
 */
@Component
class GuardedRedis {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedRedis.class);

    private final RedisTemplate<String, Object> redis;
    private final CircuitBreaker breaker;

    GuardedRedis(RedisTemplate<String, Object> sessionRedisOperations, BreakerProperties properties) {
        this.redis = sessionRedisOperations;
        this.breaker = CircuitBreaker.of(
                "session-redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(properties.failures())
                        .minimumNumberOfCalls(properties.failures())
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(properties.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(Outage::isCauseOf)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition()) {
                case CLOSED_TO_OPEN ->
                    LOG.warn("Redis cannot be asked, PostgreSQL is asked for sessions until it is back");
                case HALF_OPEN_TO_CLOSED -> LOG.info("Redis can be asked for sessions again");
                default -> {}
            }
        });
    }

    /** True while Redis is not asked, but for a ping now and then. */
    boolean isAvoided() {
        return breaker.getState() != State.CLOSED;
    }

    /** What Redis answers; empty where it cannot be asked. Waits for the command timeout at most a few times in a row. */
    <T> Optional<T> ask(Function<RedisTemplate<String, Object>, T> question) {
        if (isAvoided()) {
            probe();
            return Optional.empty();
        }
        try {
            return Optional.of(breaker.executeSupplier(() -> question.apply(redis)));
        } catch (CallNotPermittedException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            if (Outage.isCauseOf(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void probe() {
        if (breaker.tryAcquirePermission()) {
            Thread.ofVirtual().name("session-redis-probe").start(() -> {
                long start = breaker.getCurrentTimestamp();
                try {
                    redis.execute(RedisConnectionCommands::ping, true);
                    breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
                } catch (RuntimeException | Error e) {
                    breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
                }
            });
        }
    }
}
