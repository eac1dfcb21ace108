package io.syncscript.api.throttle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.api.web.ApiException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Bounds the guessing of passwords. Failed logins count, successful ones do not: for the pair of account and address, for the
 * address, and for the account. The last does not bind addresses from which the account was logged in to before, so whoever
 * guesses from many addresses does not lock its owner out.
 */
@Component
public class LoginThrottle {
    private static final String KNOWN_ADDRESS = "login-known";

    private final RateLimits limits;
    private final HashingTurns turns;
    private final RateLimit ofPair;
    private final RateLimit ofAccount;
    private final RateLimit ofAddress;
    private final Duration knownAddressLifetime;
    private final Counter refused;

    LoginThrottle(RateLimits limits, HashingTurns turns, ThrottleProperties properties, MeterRegistry meters) {
        this.limits = limits;
        this.turns = turns;
        this.ofPair = RateLimit.of("login-pair", properties.loginFailures());
        this.ofAccount = RateLimit.of("login-account", properties.accountFailures());
        this.ofAddress = RateLimit.of("login-address", properties.addressFailures());
        this.knownAddressLifetime = properties.knownAddressLifetime();
        this.refused = Counter.builder("syncscript.login.refused")
                .description("Logins refused because too many had failed")
                .register(meters);
    }

    /**
     * Checks a password where the limits allow it. Asking, checking and counting are one turn, so attempts made at once exceed
     * a limit by no more than the turns that there are.
     *
     * @param account the same for all spellings of one account, whether it exists or not
     * @param address of the client
     * @return what the check says
     * @throws ApiException RATE_LIMITED, without the check
     */
    public boolean attempt(String account, String address, BooleanSupplier check) {
        Attempt attempt = new Attempt(
                Subjects.ofPair(account, address), Subjects.ofAccount(account), Subjects.ofAddress(address));
        return turns.take(() -> {
            Duration pairWait = limits.waitFor(ofPair, attempt.pair);
            Duration wait = longest(pairWait, limits.waitFor(ofAddress, attempt.address), accountWait(attempt));
            if (wait.isPositive()) {
                refused.increment();
                throw ApiException.rateLimited("Too many logins have failed", wait);
            }
            boolean matches = check.getAsBoolean();
            if (matches) {
                limits.reset(ofPair, attempt.pair);
                limits.remember(KNOWN_ADDRESS, attempt.pair, knownAddressLifetime);
            } else {
                limits.take(ofPair, attempt.pair);
                limits.take(ofAddress, attempt.address);
                limits.take(ofAccount, attempt.account);
            }
            return matches;
        });
    }

    private Duration accountWait(Attempt attempt) {
        Duration wait = limits.waitFor(ofAccount, attempt.account);
        return wait.isPositive() && limits.remembers(KNOWN_ADDRESS, attempt.pair) ? Duration.ZERO : wait;
    }

    private static Duration longest(Duration... waits) {
        Duration longest = Duration.ZERO;
        for (Duration wait : waits) {
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    private record Attempt(String pair, String account, String address) {}
}
