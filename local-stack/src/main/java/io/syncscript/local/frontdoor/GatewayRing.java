package io.syncscript.local.frontdoor;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Which gateway serves which client, by rendezvous hashing: every client ranks the gateways for itself, so the clients of a
 * gateway that is away spread over the others, and nobody else moves.
 */
final class GatewayRing {
    private final List<Backend> gateways;

    GatewayRing(List<Backend> gateways) {
        this.gateways = List.copyOf(gateways);
    }

    /** All gateways, the one for this client first and then those to fall back on, in their order. */
    List<Backend> rankedFor(String client) {
        return gateways.stream()
                .sorted(Comparator.comparingLong((Backend gateway) -> weight(client, gateway))
                        .reversed())
                .toList();
    }

    private static long weight(String client, Backend gateway) {
        CRC32C hash = new CRC32C();
        hash.update((client + ' ' + gateway.host() + ':' + gateway.port()).getBytes(StandardCharsets.UTF_8));
        return spread(hash.getValue());
    }

    /** The finalizer of MurmurHash3: a CRC of two texts that differ in their last character differs in few bits only. */
    private static long spread(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
