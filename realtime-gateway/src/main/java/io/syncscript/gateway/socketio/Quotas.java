package io.syncscript.gateway.socketio;

/** What a server grants its clients. Thread-safe. */
record Quotas(TrustedProxies proxies, AddressQuota addresses, Seats<String> users, QuotaProperties properties) {
    static Quotas of(QuotaProperties properties) {
        return new Quotas(
                new TrustedProxies(properties.trustedProxies()),
                new AddressQuota(properties),
                new Seats<>(properties.connectionsPerUser()),
                properties);
    }

    MessageBudget newBudget() {
        return new MessageBudget(properties);
    }
}
