package io.syncscript.api.throttle;

import io.syncscript.api.web.ApiException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Bounds how many accounts one address registers. */
@Component
public class RegistrationThrottle {
    private final RateLimits limits;
    private final RateLimit ofAddress;

    RegistrationThrottle(RateLimits limits, ThrottleProperties properties) {
        this.limits = limits;
        this.ofAddress = RateLimit.of("registration-address", properties.registrations());
    }

    /**
     * Counts a registration, whatever becomes of it.
     *
     * @throws ApiException RATE_LIMITED
     */
    public void count(String address) {
        Duration wait = limits.take(ofAddress, Subjects.ofAddress(address));
        if (wait.isPositive()) {
            throw ApiException.rateLimited("Too many registrations from this address", wait);
        }
    }
}
