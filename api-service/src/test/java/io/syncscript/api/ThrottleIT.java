package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.syncscript.api.ApiClient.Answer;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.data.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guessing passwords is limited over all processes, and nobody is locked out of an account for long by somebody else. */
class ThrottleIT {
    private static final String RIGHT = "correct horse";
    private static final String WRONG = "battery staple";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static RunningApi api;
    private static RunningApi other;

    @BeforeAll
    static void start() {
        String database = RealServers.newDatabase();
        Map<String, String> settings = Map.of("SYNCSCRIPT_LOGIN_FAILURES", "5", "SYNCSCRIPT_ACCOUNT_FAILURES", "20");
        api = RunningApi.start(database, RealServers.redis(), settings);
        other = RunningApi.start(database, RealServers.redis(), settings);
    }

    @AfterAll
    static void stop() {
        other.close();
        api.close();
    }

    @Test
    void limitsFailuresOverAllProcesses() {
        String email = newUser();
        String address = newAddress();
        for (int i = 0; i < 5; i++) {
            assertProblem(login(i % 2 == 0 ? api : other, email, WRONG, address), 401, "INVALID_CREDENTIALS");
        }

        for (RunningApi process : List.of(api, other)) {
            Answer refused = login(process, email, RIGHT, address);
            assertProblem(refused, 429, "RATE_LIMITED");
            assertThat(retryAfter(refused)).isBetween(100L, 120L);
            assertThat(refused.header("Set-Cookie")).isNull();
        }
    }

    @Test
    void leavesTheOwnerElsewhereAlone() {
        String email = newUser();
        String attacker = newAddress();
        exhaust(email, attacker, 5);

        assertThat(login(api, email, RIGHT, newAddress()).status()).isEqualTo(200);
        assertProblem(login(api, email, RIGHT, attacker), 429, "RATE_LIMITED");
    }

    @Test
    void bindsOnlyNewAddressesWhereAnAccountIsGuessedFromMany() {
        String email = newUser();
        String home = newAddress();
        assertThat(login(api, email, RIGHT, home).status()).isEqualTo(200);
        for (int attackers = 0; attackers < 4; attackers++) {
            exhaust(email, newAddress(), 5);
        }

        assertProblem(login(other, email, WRONG, newAddress()), 429, "RATE_LIMITED");
        assertThat(login(other, email, RIGHT, home).status()).isEqualTo(200);
    }

    @Test
    void givesTheAllowanceBackAfterASuccess() {
        String email = newUser();
        String address = newAddress();
        for (int round = 0; round < 3; round++) {
            exhaust(email, address, 4);
            assertThat(login(api, email, RIGHT, address).status()).isEqualTo(200);
        }
    }

    @Test
    void countsNoSuccess() throws Exception {
        String email = newUser();
        String address = newAddress();

        assertThat(inParallel(60, () -> login(api, email, RIGHT, address).status()))
                .containsOnly(200);
    }

    @Test
    void exceedsTheLimitHardlyWhenAllGuessAtOnce() throws Exception {
        String email = newUser();
        String address = newAddress();

        List<Integer> statuses =
                inParallel(100, () -> login(api, email, WRONG, address).status());

        int overshoot = Runtime.getRuntime().availableProcessors() - 1;
        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(5, 5 + overshoot);
    }

    @Test
    void limitsAnAddressThatTriesManyAccounts() {
        try (RunningApi strict = RunningApi.start(
                RealServers.newDatabase(), RealServers.redis(), Map.of("SYNCSCRIPT_ADDRESS_FAILURES", "3"))) {
            String address = newAddress();
            for (int i = 0; i < 3; i++) {
                assertProblem(login(strict, newEmail(), WRONG, address), 401, "INVALID_CREDENTIALS");
            }
            assertProblem(login(strict, newEmail(), WRONG, address), 429, "RATE_LIMITED");
            assertProblem(login(strict, newEmail(), WRONG, newAddress()), 401, "INVALID_CREDENTIALS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"known", "unknown"})
    void takesSpellingsOfAnEmailForOneAccount(String kind) {
        String plain = "spélling" + NUMBERS.incrementAndGet() + "@example.org";
        if (kind.equals("known")) {
            assertThat(register(api, plain, newAddress()).status()).isEqualTo(201);
        }
        String address = newAddress();
        String decomposed = plain.replace("é", "e\u0301");
        List<String> spellings =
                List.of(plain, plain.toUpperCase(java.util.Locale.ROOT), decomposed, " " + plain + " ");
        for (int i = 0; i < 5; i++) {
            assertProblem(login(api, spellings.get(i % 4), WRONG, address), 401, "INVALID_CREDENTIALS");
        }

        for (String spelling : spellings) {
            assertProblem(login(api, spelling, RIGHT, address), 429, "RATE_LIMITED");
        }
    }

    @Test
    void registersSpellingsOfAnEmailOnce() {
        String plain = "é" + newEmail();
        assertThat(register(api, plain, newAddress()).status()).isEqualTo(201);

        assertProblem(register(api, plain.replace("é", "E\u0301"), newAddress()), 409, "EMAIL_TAKEN");
    }

    @Test
    void answersAndCostsTheSameForAnAccountThatIsNotThere() {
        String email = newUser();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            known.add(nanosOf(() -> login(api, email, WRONG, newAddress())));
            String nobody = newEmail();
            unknown.add(nanosOf(() -> login(api, nobody, WRONG, newAddress())));
        }

        assertThat(median(unknown) / median(known)).isBetween(0.6, 1.6);
        assertThat(login(api, email, WRONG, newAddress()).response().body())
                .isEqualTo(
                        login(api, newEmail(), WRONG, newAddress()).response().body());
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        String email = newUser();
        for (int i = 0; i < 5; i++) {
            assertProblem(login(api, email, WRONG, "2001:db8:1:2::" + i), 401, "INVALID_CREDENTIALS");
        }

        assertProblem(login(api, email, RIGHT, "2001:db8:1:2:ffff::9"), 429, "RATE_LIMITED");
        assertThat(login(api, email, RIGHT, "2001:db8:1:3::1").status()).isEqualTo(200);
    }

    @Test
    void believesTheNearestProxyAndNotWhatTheClientClaims() {
        String email = newUser();
        String address = newAddress();
        for (int i = 0; i < 5; i++) {
            // A front door that appends: what the client itself sent stands first.
            assertProblem(login(api, email, WRONG, newAddress() + ", " + address), 401, "INVALID_CREDENTIALS");
        }

        assertProblem(login(api, email, RIGHT, newAddress() + ", " + address), 429, "RATE_LIMITED");
    }

    @Test
    void limitsRegistrationsOfAnAddress() {
        try (RunningApi strict = RunningApi.start(
                RealServers.newDatabase(),
                RealServers.redis(),
                Map.of("SYNCSCRIPT_REGISTRATIONS", "2", "SYNCSCRIPT_REGISTRATIONS_PER", "1h"))) {
            String address = newAddress();
            assertThat(register(strict, newEmail(), address).status()).isEqualTo(201);
            assertThat(register(strict, newEmail(), address).status()).isEqualTo(201);

            Answer refused = register(strict, newEmail(), address);
            assertProblem(refused, 429, "RATE_LIMITED");
            assertThat(retryAfter(refused)).isBetween(1700L, 1800L);
            assertThat(register(strict, newEmail(), newAddress()).status()).isEqualTo(201);
        }
    }

    @Test
    void hasAnotherAttemptAfterTheTimeThatItSays() {
        try (RunningApi quick = RunningApi.start(
                RealServers.newDatabase(),
                RealServers.redis(),
                Map.of("SYNCSCRIPT_LOGIN_FAILURES", "1", "SYNCSCRIPT_LOGIN_FAILURES_PER", "2s"))) {
            String email = newEmail();
            register(quick, email, newAddress());
            String address = newAddress();
            login(quick, email, WRONG, address);

            Answer refused = login(quick, email, RIGHT, address);
            assertProblem(refused, 429, "RATE_LIMITED");
            assertThat(retryAfter(refused)).isBetween(1L, 2L);
            await().pollDelay(Duration.ofSeconds(retryAfter(refused)))
                    .atMost(Duration.ofSeconds(retryAfter(refused) + 1))
                    .untilAsserted(
                            () -> assertThat(login(quick, email, RIGHT, address).status())
                                    .isEqualTo(200));
        }
    }

    @Test
    void keepsNothingInRedisThatDoesNotExpire() {
        String email = newUser();
        login(api, email, WRONG, newAddress());
        login(api, email, RIGHT, newAddress());

        RedisClient client = RedisClient.create(RealServers.redis().url());
        try (var connection = client.connect()) {
            List<String> keys = connection.sync().keys("limit:*");
            assertThat(keys).isNotEmpty().allSatisfy(key -> {
                assertThat(key).matches("limit:[a-z-]+:[A-Za-z0-9_-]{22}");
                assertThat(connection.sync().pttl(key)).isNotEqualTo(-1);
            });
        } finally {
            client.shutdown();
        }
    }

    @Test
    void countsByItselfWhileRedisIsAway() {
        try (RedisServer redis = RedisServer.start(0, null);
                RunningApi alone = RunningApi.start(
                        RealServers.newDatabase(),
                        redis,
                        Map.of("SYNCSCRIPT_LOGIN_FAILURES", "3", "SYNCSCRIPT_THROTTLE_REDIS_PAUSE", "100ms"))) {
            String email = newEmail();
            register(alone, email, newAddress());
            redis.stop();
            String address = newAddress();

            for (int i = 0; i < 3; i++) {
                assertProblem(login(alone, email, WRONG, address), 401, "INVALID_CREDENTIALS");
            }
            assertProblem(login(alone, email, WRONG, address), 429, "RATE_LIMITED");
            assertThat(login(alone, email, RIGHT, newAddress()).status()).isEqualTo(200);
            assertThat(register(alone, newEmail(), newAddress()).status()).isEqualTo(201);

            redis.restart();
            await().untilAsserted(() ->
                    assertThat(login(alone, email, RIGHT, address).status()).isEqualTo(200));
        }
    }

    private static String newEmail() {
        return "user" + NUMBERS.incrementAndGet() + "@throttle.example";
    }

    private static String newUser() {
        String email = newEmail();
        assertThat(register(api, email, newAddress()).status()).isEqualTo(201);
        return email;
    }

    /** One of the addresses for documentation and tests (RFC 5737, RFC 2544). */
    private static String newAddress() {
        int number = NUMBERS.incrementAndGet();
        return "198.18." + number / 250 + "." + (1 + number % 250);
    }

    private static Answer register(RunningApi process, String email, String address) {
        return send(process, "register", Map.of("email", email, "name", "N", "password", RIGHT), address);
    }

    private static Answer login(RunningApi process, String email, String password, String address) {
        return send(process, "login", Map.of("email", email, "password", password), address);
    }

    private static Answer send(RunningApi process, String call, Map<String, String> body, String address) {
        String json = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(new HashMap<>(body));
        return process.client().send("POST", "/api/auth/" + call, json, Map.of("X-Forwarded-For", address));
    }

    private static void exhaust(String email, String address, int failures) {
        for (int i = 0; i < failures; i++) {
            assertProblem(login(api, email, WRONG, address), 401, "INVALID_CREDENTIALS");
        }
    }

    private static long retryAfter(Answer answer) {
        return Long.parseLong(String.valueOf(answer.header("Retry-After")));
    }

    private static <T> List<T> inParallel(int times, Callable<T> call) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(java.util.Collections.nCopies(times, call))) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static long nanosOf(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return System.nanoTime() - start;
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
