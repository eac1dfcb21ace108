package io.syncscript.api.throttle;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param loginFailures failed logins to one account from one address
 * @param accountFailures failed logins to one account from addresses that it was not logged in from before
 * @param addressFailures failed logins from one address, to whatever accounts
 * @param registrations registrations from one address
 * @param knownAddressLifetime how long an address is known after a login to an account from it
 * @param maxWait how long a login or registration waits for its turn to hash a password
 * @param redisTimeout how long one question to Redis may take
 * @param redisPause how long a process counts by itself before it asks a Redis again that did not answer
 */
@Validated
@ConfigurationProperties("syncscript.throttle")
record ThrottleProperties(
        @NotNull @Valid Allowance loginFailures,
        @NotNull @Valid Allowance accountFailures,
        @NotNull @Valid Allowance addressFailures,
        @NotNull @Valid Allowance registrations,
        @NotNull @DurationMin(millis = 1) Duration knownAddressLifetime,
        @NotNull @DurationMin(millis = 1) Duration maxWait,
        @NotNull @DurationMin(millis = 1) Duration redisTimeout,
        @NotNull @DurationMin(millis = 1) Duration redisPause) {
    /**
     * So many at once, and as many again evenly over the time.
     *
     * @param attempts the most at once
     * @param per the time in which a used-up allowance is whole again
     */
    record Allowance(
            @Positive long attempts,
            @NotNull @DurationMin(millis = 1) Duration per) {}
}
