package io.syncscript.gateway.fanout;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The part {@code delivery} of readiness: up while a canary comes back. */
@Component
class DeliveryHealthIndicator implements HealthIndicator {
    private final Canaries canaries;

    DeliveryHealthIndicator(Canaries canaries) {
        this.canaries = canaries;
    }

    @Override
    public Health health() {
        return (canaries.isDelivering() ? Health.up() : Health.down()).build();
    }
}
