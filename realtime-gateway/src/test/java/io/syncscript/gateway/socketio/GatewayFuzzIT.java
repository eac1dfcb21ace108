package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayExtension;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.fuzz.FuzzPlan;
import io.syncscript.local.fuzz.Mutator;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.VaultMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends a gateway on a real PostgreSQL and Redis thousands of inputs made from valid traffic, as a stranger and as a member of
 * the vault. Meanwhile an untouched client hears every event, and afterwards nothing is left. The heap is that of this
 * process, gateway and attacker together, after a collection.
 */
@ExtendWith(GatewayExtension.class)
class GatewayFuzzIT {
    private static final int INPUTS = 20_000;
    /** Inputs before the first measurement: by then every class is loaded and every cache warm. */
    private static final int WARM_UP = 1_000;

    private static final int INPUTS_PER_EVENT = 250;
    private static final int FRAMES_PER_SOCKET = 8;
    private static final long HEAP_TOLERANCE = 16L << 20;
    private static final int THREAD_TOLERANCE = 8;

    private final GatewayDatabase database;
    private final GatewayRedis redis;
    private final TestUser owner;
    private final String vault;
    private final String cookie;
    private final FuzzTraffic traffic;
    private final FuzzPlan plan = FuzzPlan.atLeast(INPUTS);
    private long revision;

    GatewayFuzzIT(GatewayDatabase database, GatewayRedis redis) {
        this.database = database;
        this.redis = redis;
        this.owner = database.user("Olivia Owner");
        this.vault = database.vault();
        database.member(vault, owner, VaultRole.OWNER);
        TestUser attacker = database.user("Mallory Member");
        database.member(vault, attacker, VaultRole.CONTRIBUTOR);
        this.cookie = GatewayRedis.cookie(redis.login(attacker));
        this.traffic = new FuzzTraffic(
                vault, database.addSource(vault, attacker, "Paper").vaultId(), cookie);
        this.revision = 1;
    }

    private record Footprint(long heap, int threads) {}

    @Test
    void anUntouchedClientHearsEveryEventAndNothingIsLeft() throws IOException {
        System.out.println("Fuzzing the gateway: " + plan);
        try (RunningGateway gateway = startGateway();
                TestClient bystander = TestClient.connected(gateway.uri(), redis.login(owner), "websocket")) {
            bystander.resume(vault, 0);
            fuzz(gateway, bystander);
            assertThat(bystander.isConnected()).isTrue();
        }
    }

    /** With a short heartbeat, since attackers that were let in over polling and went away are only missed by that. */
    private RunningGateway startGateway() {
        return RunningGateway.start(
                database,
                RealServers.redis().url(),
                "syncscript.socketio.timeouts.ping-interval=2s",
                "syncscript.socketio.timeouts.ping-timeout=2s");
    }

    private void fuzz(RunningGateway gateway, TestClient bystander) throws IOException {
        int port = gateway.uri().getPort();
        try (CountedLog log = CountedLog.begin()) {
            send(port, 0, WARM_UP);
            awaitQuiet(gateway, bystander);
            Footprint before = measure();
            long started = System.nanoTime();
            send(port, WARM_UP, plan.inputs());
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            awaitQuiet(gateway, bystander);
            Footprint after = measure();
            System.out.printf(
                    "Fuzzed the gateway: %d inputs in %d s, heap %d to %d KB, threads %d to %d, log lines %d%n",
                    plan.inputs(),
                    took.toSeconds(),
                    before.heap() >> 10,
                    after.heap() >> 10,
                    before.threads(),
                    after.threads(),
                    log.from(Level.INFO).size());
            assertThat(log.from(Level.WARN)).as("log, %s", plan).isEmpty();
            assertThat(log.from(Level.INFO)).as("log, %s", plan).hasSizeLessThan(10);
            assertThat(after.heap()).as("heap, %s", plan).isLessThan(before.heap() + HEAP_TOLERANCE);
            assertThat(after.threads())
                    .as("threads, %s", plan)
                    .isLessThanOrEqualTo(before.threads() + THREAD_TOLERANCE);
        }
    }

    /** The client has heard all events, and nothing of the attacker is connected any more. */
    private void awaitQuiet(RunningGateway gateway, TestClient bystander) {
        Long[] all = LongStream.rangeClosed(1, revision).boxed().toArray(Long[]::new);
        bystander.awaitRevisions(all);
        await().atMost(Duration.ofSeconds(30)).until(() -> gateway.connectionCount() == 1);
    }

    private void send(int port, int from, int to) throws IOException {
        int number = from;
        while (number < to) {
            number += switch (number % 3) {
                case 0 -> requests(port, number);
                case 1 -> posts(port, number);
                default -> frames(port, number);
            };
            if (number / INPUTS_PER_EVENT >= revision) {
                VaultMessage added = database.addSource(vault, owner, "Paper " + number);
                redis.publish(added);
                revision = added.revision();
            }
        }
    }

    private int requests(int port, int number) throws IOException {
        Mutator mutator = plan.input(number);
        try (RawClient attacker = new RawClient(port)) {
            attacker.write(traffic.request(mutator));
            leave(attacker, mutator);
        } catch (SocketException reset) {
            return 1;
        }
        return 1;
    }

    /** Posts to a connection of the attacker's own, over one HTTP connection. */
    private int posts(int port, int number) throws IOException {
        Mutator mutator = plan.input(number);
        String path = "/socket.io/?EIO=4&transport=polling";
        try (RawClient attacker = new RawClient(port)) {
            attacker.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n");
            String sid = attacker.body().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
            byte[] body = traffic.body(mutator);
            attacker.write("POST " + path + "&sid=" + sid + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            attacker.write(body);
            leave(attacker, mutator);
        } catch (SocketException reset) {
            return 1;
        }
        return 1;
    }

    private int frames(int port, int number) throws IOException {
        Mutator mutator = plan.input(number);
        try (RawClient attacker = new RawClient(port)) {
            attacker.upgrade("EIO=4&transport=websocket", "Cookie: " + cookie + "\r\n");
            attacker.text();
            if (!mutator.oneIn(5)) {
                attacker.send("40");
                attacker.text();
            }
            for (int i = 0; i < FRAMES_PER_SOCKET; i++) {
                attacker.write(traffic.frame(plan.input(number + i)));
            }
            leave(attacker, mutator);
        } catch (SocketException reset) {
            return FRAMES_PER_SOCKET;
        }
        return FRAMES_PER_SOCKET;
    }

    /** Most wait until the gateway has taken everything, some just go. */
    private static void leave(RawClient attacker, Mutator mutator) throws IOException {
        if (!mutator.oneIn(10)) {
            attacker.finish();
        }
    }

    private static Footprint measure() {
        System.gc();
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
