package io.syncscript.gateway.fanout;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The part {@code delivery} of readiness: up while the canary comes back. */
@Component
class DeliveryHealthIndicator implements HealthIndicator {
    private final Canary canary;

    DeliveryHealthIndicator(Canary canary) {
        this.canary = canary;
    }

    @Override
    public Health health() {
        return (canary.isDelivering() ? Health.up() : Health.down()).build();
    }
}
