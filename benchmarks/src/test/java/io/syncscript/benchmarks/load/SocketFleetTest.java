package io.syncscript.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketFleetTest {
    private static final String VAULT = "cvault0000001";
    private static final String JOINED = "42[\"vault:joined\",{\"vaultId\":\"" + VAULT
            + "\",\"role\":\"viewer\",\"revision\":17,\"recovered\":true}]";
    private static final Duration SHORT = Duration.ofMillis(200);

    private final EventLoops loops = new EventLoops();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void countsWhatEveryMemberReceivedOnce() {
        try (StubGateway gateway = new StubGateway(JOINED);
                SocketFleet fleet = joinedFleet(gateway, 2, -1)) {
            fleet.expect(dueNow(100, 1));
            gateway.deliver(0, 100);
            gateway.deliver(1, 100);

            DeliveryCount count = fleet.awaitDeliveries(acknowledged(0), Duration.ofSeconds(10));

            assertThat(count.expected()).isEqualTo(2);
            assertThat(count.received()).isEqualTo(2);
            assertThat(count.isExact()).isTrue();
            assertThat(count.latencies().getTotalCount()).isEqualTo(2);
        }
    }

    @Test
    void reportsALostDeliveryAsMissing() {
        try (StubGateway gateway = new StubGateway(JOINED);
                SocketFleet fleet = joinedFleet(gateway, 2, -1)) {
            fleet.expect(dueNow(100, 2));
            gateway.deliver(0, 100);
            gateway.deliver(0, 101);
            gateway.deliver(1, 101);

            DeliveryCount count = fleet.awaitDeliveries(acknowledged(0, 1), SHORT);

            assertThat(count.expected()).isEqualTo(4);
            assertThat(count.missing()).isEqualTo(1);
        }
    }

    @Test
    void doesNotTakeARepeatedDeliveryForALostOne() {
        try (StubGateway gateway = new StubGateway(JOINED);
                SocketFleet fleet = joinedFleet(gateway, 1, -1)) {
            fleet.expect(dueNow(100, 2));
            gateway.deliver(0, 100);
            gateway.deliver(0, 100);

            DeliveryCount count = fleet.awaitDeliveries(acknowledged(0, 1), SHORT);

            assertThat(count.missing()).isEqualTo(1);
            assertThat(count.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void doesNotExpectAChangeThatWasNotAcknowledged() {
        try (StubGateway gateway = new StubGateway(JOINED);
                SocketFleet fleet = joinedFleet(gateway, 1, -1)) {
            fleet.expect(dueNow(100, 2));
            gateway.deliver(0, 101);

            DeliveryCount count = fleet.awaitDeliveries(acknowledged(1), Duration.ofSeconds(10));

            assertThat(count.expected()).isEqualTo(1);
            assertThat(count.isExact()).isTrue();
        }
    }

    @Test
    void countsTheLatencyFromWhenTheChangeWasDue() {
        try (StubGateway gateway = new StubGateway(JOINED);
                SocketFleet fleet = joinedFleet(gateway, 1, -1)) {
            long dueBefore = System.nanoTime() - TimeUnit.SECONDS.toNanos(3);
            fleet.expect(new Schedule(100, 1, dueBefore, 1));
            gateway.deliver(0, 100);

            DeliveryCount count = fleet.awaitDeliveries(acknowledged(0), Duration.ofSeconds(10));

            assertThat(count.latencies().getMaxValue()).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(3));
        }
    }

    @Test
    void answersPings() {
        try (StubGateway gateway = new StubGateway(JOINED);
                SocketFleet fleet = joinedFleet(gateway, 1, -1)) {
            assertThat(fleet.revision()).isEqualTo(17);
            gateway.send(0, "2");

            Awaitility.await().until(() -> gateway.received().contains("3"));
        }
    }

    @Test
    void resumesFromTheRevisionThatWasSeen() {
        try (StubGateway gateway = new StubGateway(JOINED);
                SocketFleet fleet = joinedFleet(gateway, 1, 12)) {
            assertThat(gateway.received())
                    .contains("42[\"vault:join\",{\"vaultId\":\"" + VAULT + "\",\"revision\":12}]");
            assertThat(fleet.revision()).isEqualTo(17);
        }
    }

    @Test
    void saysWhyClientsDidNotGetIn() {
        String refusal = "42[\"error\",{\"code\":\"ACCESS_DENIED\",\"message\":\"Access denied to vault\"}]";
        try (StubGateway gateway = new StubGateway(refusal);
                SocketFleet fleet = new SocketFleet(loops, loops.sockets(), gateway.uri(), new SourceAddresses())) {
            Joins joins = fleet.open(seats(2), 2, -1);

            assertThat(joins.failures()).containsExactly(Map.entry(refusal, 2));
            assertThatThrownBy(joins::requireAll).hasMessageContaining("ACCESS_DENIED");
        }
    }

    private SocketFleet joinedFleet(StubGateway gateway, int members, long resumeFrom) {
        SocketFleet fleet = new SocketFleet(loops, loops.sockets(), gateway.uri(), new SourceAddresses());
        fleet.open(seats(members), members, resumeFrom).requireAll();
        return fleet;
    }

    private static List<Seat> seats(int members) {
        return Collections.nCopies(members, new Seat("SESSION=stub", VAULT));
    }

    private static Schedule dueNow(long first, int count) {
        return new Schedule(first, count, System.nanoTime(), 1);
    }

    private static Map<String, BitSet> acknowledged(int... indices) {
        BitSet set = new BitSet();
        for (int index : indices) {
            set.set(index);
        }
        return Map.of(VAULT, set);
    }
}
