package io.syncscript.gateway.socketio;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many connections each address may have and how fast it may open them. Thread-safe. */
final class AddressQuota {
    /** When somebody whose connections are all in use may try again, for want of knowing when one ends. */
    private static final Duration RETRY_LATER = Duration.ofSeconds(10);
    /** So many addresses are remembered; those unheard of for longest are forgotten first. */
    private static final int MAX_ADDRESSES = 100_000;

    private static final int IPV6_NETWORK_BITS = 64;

    private final Seats<Network> seats;
    private final @Nullable LoadingCache<Network, Bucket> handshakes;

    AddressQuota(QuotaProperties quotas) {
        this.seats = new Seats<>(quotas.connectionsPerAddress());
        this.handshakes = quotas.handshakesPerSecond() == 0 ? null : buckets(quotas);
    }

    /** A bucket that is not used until it is full again is as good as a new one. */
    private static LoadingCache<Network, Bucket> buckets(QuotaProperties quotas) {
        int perSecond = quotas.handshakesPerSecond();
        int burst = quotas.handshakeBurst();
        return Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterAccess(Duration.ofSeconds(1 + burst / perSecond))
                .build(network -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    /** Whether an address may open one more connection. */
    sealed interface Verdict permits Admitted, Refused {}

    /** @param seat to be released when the connection ends, or is not opened after all */
    record Admitted(Seats.Seat seat) implements Verdict {}

    record Refused(Duration retryAfter) implements Verdict {}

    Verdict admit(ClientAddress client) {
        if (client.trusted()) {
            return new Admitted(Seats.Seat.UNCOUNTED);
        }
        Network network = Network.of(client.address());
        if (handshakes != null) {
            ConsumptionProbe probe = handshakes.get(network).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                return new Refused(Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }
        return seats.take(network).<Verdict>map(Admitted::new).orElseGet(() -> new Refused(RETRY_LATER));
    }

    /** How many addresses have a connection. */
    int addresses() {
        return seats.keys();
    }

    /** What counts as one address: of IPv6 the 64 bits that a provider gives to one customer. */
    private record Network(long prefix, int bits) {
        static Network of(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == Integer.BYTES
                    ? new Network(ByteBuffer.wrap(bytes).getInt(), Integer.SIZE)
                    : new Network(ByteBuffer.wrap(bytes).getLong(), IPV6_NETWORK_BITS);
        }
    }
}
