package io.syncscript.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewayRingTest {
    private static final int CLIENTS = 3_000;

    private final List<Backend> gateways =
            List.of(new Backend("127.0.0.1", 9092), new Backend("127.0.0.1", 9094), new Backend("127.0.0.1", 9096));
    private final GatewayRing ring = new GatewayRing(gateways);

    @Test
    void ranksTheGatewaysTheSameWayEveryTime() {
        assertThat(ring.rankedFor("a client"))
                .isEqualTo(ring.rankedFor("a client"))
                .containsExactlyInAnyOrderElementsOf(gateways);
    }

    @Test
    void spreadsTheClientsEvenly() {
        Map<Backend, Long> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> ring.rankedFor("session-" + i).getFirst())
                .collect(Collectors.groupingBy(first -> first, Collectors.counting()));

        assertThat(clients).hasSize(3);
        assertThat(clients.values()).allSatisfy(count -> assertThat(count).isCloseTo(1_000L, within(150L)));
    }

    @Test
    void spreadsTheClientsOfAMissingGatewayEvenly() {
        Map<Backend, Long> seconds = IntStream.range(0, CLIENTS)
                .mapToObj(i -> ring.rankedFor("session-" + i))
                .filter(ranked -> ranked.getFirst().equals(gateways.getFirst()))
                .collect(Collectors.groupingBy(ranked -> ranked.get(1), Collectors.counting()));

        assertThat(seconds).hasSize(2);
        assertThat(seconds.values()).allSatisfy(count -> assertThat(count).isCloseTo(500L, within(120L)));
    }

    @Test
    void movesNobodyElseWhenAGatewayIsMissing() {
        GatewayRing without = new GatewayRing(gateways.subList(0, 2));

        assertThat(IntStream.range(0, CLIENTS).mapToObj(i -> "session-" + i))
                .filteredOn(client -> !ring.rankedFor(client).getFirst().equals(gateways.getLast()))
                .isNotEmpty()
                .allSatisfy(client -> assertThat(without.rankedFor(client).getFirst())
                        .isEqualTo(ring.rankedFor(client).getFirst()));
    }
}
