package io.syncscript.acceptance;

import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.RawSocket;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.model.access.VaultRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Measures the time from sending a POST to each member's receipt of the event, with 100 members of one vault on two gateways and 20
 * changes a second. No test: it prints figures of the machine it runs on. Members read raw frames and connect straight to the
 * gateways, the POST goes straight to the API, and all of it shares the machine.
 *
 * <pre>./mvnw -pl acceptance-tests -am verify -DskipTests -Pdelivery-latency</pre>
 */
public final class DeliveryLatency {
    private static final int MEMBERS = 100;
    private static final int CHANGES_PER_SECOND = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final String TITLE = "\"title\":\"";

    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final LocalStack stack;
    private final RestUser owner;
    private final String vaultId;

    private DeliveryLatency(LocalStack stack) {
        this.stack = stack;
        this.owner = RestUser.register(stack.api(), "Olivia Owner");
        this.vaultId = owner.createVault("Measured");
    }

    public static void main(String[] args) {
        try (LocalStack stack = LocalStack.start(StackOptions.onFreePorts().withGateways(2), Progress.silent())) {
            DeliveryLatency measurement = new DeliveryLatency(stack);
            List<RawSocket> members =
                    IntStream.range(0, MEMBERS).mapToObj(measurement::join).toList();
            measurement.change("warm-up", WARM_UP);
            measurement.latencies.clear();
            measurement.change("measured", MEASURED);
            measurement.print();
            members.forEach(RawSocket::close);
        }
    }

    private RawSocket join(int index) {
        RestUser member = RestUser.register(stack.api(), "Member " + index);
        owner.addMember(vaultId, member, VaultRole.VIEWER).expecting(201);
        RawSocket socket = RawSocket.open(stack.gateways().get(index % 2), member.sessionCookie(), this::received);
        socket.send("40");
        socket.awaitFrame("40{");
        socket.send("420[\"vault:join\",\"" + vaultId + "\"]");
        socket.awaitFrame("430[{\"ok\":true");
        return socket;
    }

    private void received(String frame) {
        long now = System.nanoTime();
        int start = frame.indexOf(TITLE) + TITLE.length();
        if (frame.startsWith("42[\"source:created\"") && start >= TITLE.length()) {
            Long sent = sentAt.get(frame.substring(start, frame.indexOf('"', start)));
            if (sent != null) {
                latencies.add(now - sent);
            }
        }
    }

    /** Adds sources at the pace, whether the ones before are answered or not, and waits until everyone has them all. */
    private void change(String phase, Duration duration) {
        int count = Math.toIntExact(duration.toSeconds() * CHANGES_PER_SECOND);
        long period = TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND;
        try (ScheduledExecutorService pace =
                Executors.newScheduledThreadPool(0, Thread.ofVirtual().factory())) {
            for (int i = 0; i < count; i++) {
                String title = phase + "-" + i;
                var unused = pace.schedule(() -> post(title), i * period, TimeUnit.NANOSECONDS);
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> latencies.size() == count * MEMBERS);
    }

    private void post(String title) {
        sentAt.put(title, System.nanoTime());
        owner.addSource(vaultId, title).expecting(201);
    }

    private void print() {
        List<Long> sorted = new ArrayList<>(latencies);
        sorted.sort(null);
        System.out.printf(
                "%d events at %d members, %d changes a second: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                sorted.size(),
                MEMBERS,
                CHANGES_PER_SECOND,
                milliseconds(sorted, 0.50),
                milliseconds(sorted, 0.99),
                milliseconds(sorted, 1.0));
    }

    private static double milliseconds(List<Long> sorted, double quantile) {
        int index = (int) Math.ceil(quantile * sorted.size()) - 1;
        return sorted.get(index) / 1e6;
    }
}
