package io.syncscript.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.syncscript.benchmarks.load.EventLoops;
import io.syncscript.benchmarks.load.Schedule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedPostsTest {
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

    private final EventLoops loops = new EventLoops();
    private final ExecutorService oneAtATime = Executors.newSingleThreadExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private volatile IntUnaryOperator status = number -> 201;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(oneAtATime);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                paths.add(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(status.applyAsInt(requests.incrementAndGet()), -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        oneAtATime.shutdownNow();
        loops.close();
    }

    @Test
    void chargesAServerThatStallsForAllWhoWereDueMeanwhile() {
        status = number -> {
            if (number == 1) {
                LockSupport.parkNanos(STALL_NANOS);
            }
            return 201;
        };

        PostCount count = run(Schedule.startingNow(0, 30, 100));

        // The last of them was due 290 ms after the first, so each has waited for more than 300 ms of the stall.
        assertThat(count.latencies().getMinValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
        assertThat(count.latencies().getTotalCount()).isEqualTo(30);
    }

    @Test
    void makesEachChangeOnceThoughAllConnectionsAreBusy() {
        PostCount count = run(Schedule.startingNow(0, 300, 100_000));

        assertThat(requests).hasValue(300);
        assertThat(count.acknowledged().values())
                .extracting(BitSet::cardinality)
                .containsExactly(150, 150);
        assertThat(paths)
                .containsExactlyInAnyOrder("/api/vaults/cvault0000001/sources", "/api/vaults/cvault0000002/sources");
    }

    @Test
    void countsARefusalByItsStatusAndNotAsAcknowledged() {
        status = number -> number % 2 == 0 ? 503 : 201;

        PostCount count = run(Schedule.startingNow(0, 20, 1_000));

        assertThat(count.failures()).containsOnlyKeys(503);
        assertThat(count.failed()).isEqualTo(10);
        assertThat(count.acknowledgedTotal()).isEqualTo(10);
    }

    @Test
    void makesNoFurtherChangeOnceItIsOver() {
        try (PacedPosts posts = posts()) {
            PostCount count = posts.run(Schedule.startingNow(0, 1_000_000, 200), () -> requests.get() >= 5);

            assertThat(count.acknowledgedTotal()).isEqualTo(requests.get()).isBetween(5L, 200L);
        }
    }

    private PostCount run(Schedule schedule) {
        try (PacedPosts posts = posts()) {
            return posts.run(schedule);
        }
    }

    private PacedPosts posts() {
        URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return PacedPosts.connect(loops, api, "SESSION=stub", List.of("cvault0000001", "cvault0000002"));
    }
}
