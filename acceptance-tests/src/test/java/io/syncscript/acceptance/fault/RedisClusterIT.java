package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.Transports;
import io.syncscript.local.data.RedisCluster;
import io.syncscript.local.process.ServiceProcess;
import io.syncscript.model.channel.ChannelNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** The processes on a Redis Cluster of three masters, some of which are killed while twelve vaults change all the time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WITH_REPLICA = 0;
    private static final int WITHOUT_REPLICA = 1;

    private static RedisCluster redis;
    private static SharedRedisStack stack;

    @BeforeAll
    static void start() {
        redis = RedisCluster.start();
        stack = SharedRedisStack.start("redis-cluster", Map.of("SYNCSCRIPT_REDIS_URL", redis.url()));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
        redis.close();
    }

    @AfterEach
    void closeVaults() {
        stack.closeVaults();
    }

    @Test
    @Order(1)
    void spreadsVaultsOverAllMasters() {
        List<String> channels = openVaults().stream()
                .map(vault -> ChannelNames.vaultChannel(vault.id()))
                .toList();
        List<List<String>> heard = IntStream.range(0, 3)
                .mapToObj(redis::shardedChannels)
                .map(all -> all.stream().filter(channels::contains).toList())
                .toList();

        assertThat(heard.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(channels);
        assertThat(heard).filteredOn(ofOne -> !ofOne.isEmpty()).hasSizeGreaterThan(1);
        assertThat(stack.gateways()).allSatisfy(this::hearsAllMasters);
        assertThat(stack.isReady()).isTrue();
        stack.assertNothingWasLost();
    }

    @Test
    @Order(2)
    void countsFailedLoginsInTheClusterForAllProcesses() {
        RestUser user = RestUser.register(stack.api(), "Lotta Locked");
        long before = redis.keys("limit:login-*");

        List<Integer> answers = Stream.generate(() -> wrongLogin(user))
                .limit(4)
                .map(RestAnswer::status)
                .toList();

        assertThat(answers).containsExactly(401, 401, 401, 429);
        assertThat(redis.keys("limit:login-*")).isGreaterThan(before);
    }

    @Test
    @Order(2)
    void isSoundAsTheDoctorSeesIt() throws Exception {
        stack.assertRedisIsSound();
    }

    @Test
    @Order(3)
    void followsASlotThatMovesToAnotherMaster() {
        OpenVault vault = openVaults().getFirst();
        int slot = SlotHash.getSlot(ChannelNames.vaultChannel(vault.id()));
        int from = IntStream.range(0, 3)
                .filter(master -> redis.isOf(slot, master))
                .findFirst()
                .orElseThrow();
        int to = (from + 1) % 3;

        redis.moveSlot(slot, from, to);

        stack.awaitDeliveryByRedis();
        assertThat(redis.shardedChannels(to)).contains(ChannelNames.vaultChannel(vault.id()));
        stack.assertNothingWasLost();
    }

    /** With it go sessions, publishes and subscriptions. */
    @Test
    @Order(4)
    void goesOnWithoutAMasterThatNobodyReplaces() {
        List<OpenVault> unused = openVaults();
        RestUser user = userWithSessionAt(WITHOUT_REPLICA);
        redis.master(WITHOUT_REPLICA).kill();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.gateways()).allSatisfy(RedisClusterIT::hearsTwoOfThreeMasters));

        assertThat(stack.isReady()).as("what is left is enough").isTrue();
        assertThat(user.get("/api/auth/session").status()).isEqualTo(200);
        String vault = user.createVault("Opened meanwhile");
        List<Berth> berths = stack.gateways().stream()
                .flatMap(gateway -> Berth.of(1, gateway.name(), gateway.uri(), Transports.WEBSOCKET).stream())
                .toList();
        Fleet.join(vault, List.of(user), berths).close();

        redis.master(WITHOUT_REPLICA).restart();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.gateways()).allSatisfy(this::hearsAllMasters));
        stack.awaitDeliveryByRedis();
        stack.assertNothingWasLost();
    }

    @Test
    @Order(5)
    void followsAFailoverByItself() {
        List<OpenVault> unused = openVaults();
        redis.master(WITH_REPLICA).kill();
        redis.awaitFailover();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.gateways()).allSatisfy(this::hearsAllMasters));
        stack.awaitDeliveryByRedis();
        assertThat(stack.isReady()).isTrue();
        assertThat(stack.owner().loginAgain().get("/api/vaults").status()).isEqualTo(200);
        stack.assertNothingWasLost();
    }

    private static List<OpenVault> openVaults() {
        List<OpenVault> vaults = stack.openVaults();
        stack.awaitDeliveryByRedis();
        return vaults;
    }

    private void hearsAllMasters(ServiceProcess gateway) {
        assertThat(SharedRedisStack.shards(gateway)).containsExactly(3L, 3L);
    }

    private static void hearsTwoOfThreeMasters(ServiceProcess gateway) {
        assertThat(SharedRedisStack.shards(gateway)).containsExactly(3L, 2L);
    }

    private static RestUser userWithSessionAt(int master) {
        RestUser user = RestUser.register(stack.api(), "Somebody");
        while (!redis.isOf(SlotHash.getSlot(ChannelNames.sessionKey(sessionId(user))), master)) {
            user = user.loginAgain();
        }
        return user;
    }

    private static String sessionId(RestUser user) {
        return new String(Base64.getDecoder().decode(user.sessionCookie()), StandardCharsets.US_ASCII);
    }

    private static RestAnswer wrongLogin(RestUser user) {
        return RestUser.anonymous(stack.api())
                .post("/api/auth/login", Map.of("email", user.email(), "password", "not the right one"));
    }
}
