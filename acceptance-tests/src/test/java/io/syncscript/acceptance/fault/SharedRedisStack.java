package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.doctor.Diagnosis;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.Transports;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.local.metrics.Scrape;
import io.syncscript.local.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** One API process and two gateways on a Redis of several servers, and vaults that change and that both gateways serve. */
final class SharedRedisStack implements AutoCloseable {
    private static final int VAULTS = 12;
    private static final Load LOAD = new Load(2, false);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A sweep may read of an event what Redis is about to bring. */
    private static final int PUBLISHED_FOR_EACH_LOGGED = 20;

    /** Soon enough for a test, also on a busy machine, and as few failed logins as show that they are counted. */
    private static final Map<String, String> SETTINGS = Map.of(
            "SYNCSCRIPT_LOGIN_FAILURES", "3",
            "SYNCSCRIPT_DB_CONNECTION_TIMEOUT", "10000",
            "SYNCSCRIPT_GATEWAY_CANARY_INTERVAL", "1s",
            "SYNCSCRIPT_GATEWAY_CANARY_TIMEOUT", "500ms");

    private final LocalStack stack;
    private final Map<String, String> redis;
    private final RestUser owner;
    private final List<RestUser> members;
    private final List<OpenVault> vaults = new ArrayList<>();

    private SharedRedisStack(LocalStack stack, Map<String, String> redis) {
        this.stack = stack;
        this.redis = redis;
        this.owner = RestUser.register(stack.api(), "Olivia Owner");
        this.members = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> RestUser.register(stack.api(), "Member " + number))
                .toList();
    }

    /** @param redis the settings by which all processes find their Redis */
    static SharedRedisStack start(String name, Map<String, String> redis) {
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.putAll(redis);
        StackOptions options = StackOptions.onFreePorts()
                .withDataDirectory(Path.of("target", name).toAbsolutePath())
                .withEnvironment((service, servers) -> environment);
        return new SharedRedisStack(LocalStack.start(options, Progress.silent()), redis);
    }

    URI api() {
        return stack.api();
    }

    RestUser owner() {
        return owner;
    }

    List<ServiceProcess> gateways() {
        return stack.gatewayProcesses();
    }

    boolean isReady() {
        return stack.apiProcess().isReady() && gateways().stream().allMatch(ServiceProcess::isReady);
    }

    /** Lets two clients at each gateway open each of twelve new vaults, which begin to change. */
    List<OpenVault> openVaults() {
        List<Berth> berths = gateways().stream()
                .flatMap(gateway -> Berth.of(2, gateway.name(), gateway.uri(), Transports.WEBSOCKET).stream())
                .toList();
        IntStream.rangeClosed(1, VAULTS)
                .mapToObj(number -> OpenVault.open(
                        owner, members, "Vault " + number, LOAD, berths, id -> Committed.log(databaseUrl(), id)))
                .forEach(vaults::add);
        return List.copyOf(vaults);
    }

    private String databaseUrl() {
        return stack.databaseUrl();
    }

    /** Ends the changes and asserts that all were made, and that everyone received each once and in order. */
    void assertNothingWasLost() {
        List<Account> accounts =
                vaults.stream().flatMap(vault -> vault.settle().stream()).toList();
        assertThat(accounts)
                .hasSize(VAULTS * 4)
                .allSatisfy(account ->
                        assertThat(account.isBalanced()).as("%s", account).isTrue())
                .allSatisfy(account -> assertThat(account.expected()).isPositive());
        assertThat(vaults)
                .as("each change was made once and answered")
                .allSatisfy(vault -> assertThat(vault.answered()).isEqualTo(vault.committed()));
        int made = vaults.stream().mapToInt(vault -> vault.answered().size()).sum();
        int refused = vaults.stream().mapToInt(vault -> vault.refusals().size()).sum();
        assertThat(refused).as("refused, of %d that were made", made).isLessThanOrEqualTo(made / 20);
    }

    /** Waits until both gateways have from Redis all that changes, of however many vaults. */
    void awaitDeliveryByRedis() {
        Awaitility.await("Redis to deliver everything")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(this::isAllDeliveredByRedis);
    }

    private boolean isAllDeliveredByRedis() {
        List<Long> logged = events("log");
        List<Long> published = events("redis");
        Pause.of(Duration.ofSeconds(1));
        List<Long> loggedThen = events("log");
        List<Long> publishedThen = events("redis");
        return IntStream.range(0, logged.size()).allMatch(gateway -> {
            long byRedis = publishedThen.get(gateway) - published.get(gateway);
            long byLog = loggedThen.get(gateway) - logged.get(gateway);
            return byRedis >= VAULTS && byLog * PUBLISHED_FOR_EACH_LOGGED <= byRedis;
        });
    }

    private List<Long> events(String source) {
        return gateways().stream().map(gateway -> events(gateway, source)).toList();
    }

    private static long events(ServiceProcess gateway, String source) {
        return Math.round(
                Scrape.of(gateway.management()).sum("syncscript_room_events_total", "source=\"" + source + "\""));
    }

    /** How many masters a gateway has, and of how many it was proven lately that they deliver to it. */
    static List<Long> shards(ServiceProcess gateway) {
        Scrape scrape = Scrape.of(gateway.management());
        return List.of(
                Math.round(scrape.sum("syncscript_fanout_shards")),
                Math.round(scrape.sum("syncscript_fanout_shards_delivering")));
    }

    /** Asserts that the doctor, told where Redis is as the processes are, finds nothing wrong with it. */
    void assertRedisIsSound() throws InterruptedException {
        Map<String, String> environment = new HashMap<>(redis);
        environment.put("SYNCSCRIPT_DOCTOR_PASSWORD", owner.password());
        String origin = "http://127.0.0.1:" + stack.frontDoor().getPort();
        Diagnosis diagnosis = Diagnosis.of(environment, List.of("--url", origin, "--email", owner.email(), "--quick"));
        assertThat(diagnosis.checks("ok"))
                .as("%s", diagnosis)
                .contains("Redis", "Redis memory", "Redis sharded pub/sub", "Redis doorbell");
    }

    void closeVaults() {
        vaults.forEach(OpenVault::close);
        vaults.clear();
    }

    @Override
    public void close() {
        closeVaults();
        stack.close();
    }
}
