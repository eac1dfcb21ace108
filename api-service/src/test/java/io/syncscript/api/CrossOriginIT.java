package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.api.ApiClient.Answer;
import io.syncscript.local.data.RealServers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the allowed origins may read and write with the session's cookie, and no others. */
class CrossOriginIT {
    private static final String APP = "https://app.example";

    private static RunningApi api;
    private static ApiClient user;

    @BeforeAll
    static void start() {
        api = RunningApi.start(
                RealServers.newDatabase(),
                RealServers.redis(),
                Map.of("SYNCSCRIPT_ALLOWED_ORIGINS", APP + ",http://localhost:3000"));
        user = api.client().registered("Olga");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {APP, "http://localhost:3000"})
    void letsAllowedOriginsIn(String origin) {
        Answer preflight = preflight(origin, "PATCH", "content-type");
        assertThat(preflight.status()).isEqualTo(200);
        assertAllowed(preflight, origin);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET,POST,PATCH,DELETE");
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualToIgnoringCase("content-type");
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");

        Answer read = user.send("GET", "/api/vaults", null, Map.of("Origin", origin));
        assertThat(read.status()).isEqualTo(200);
        assertAllowed(read, origin);
        assertThat(read.header("Access-Control-Expose-Headers")).contains("X-Vault-Revision", "Retry-After");

        Answer refused = api.client().send("GET", "/api/vaults", null, Map.of("Origin", origin));
        assertProblem(refused, 401, "UNAUTHORIZED");
        assertAllowed(refused, origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example:443",
                "https://APP.example",
                "HTTPS://app.example",
                "https://app.example/",
                "https://app.example.",
                "https://app.example.evil.example",
                "https://evil-app.example",
                "https://x.app.example",
                "https://app.example@evil.example",
                "https://app.example https://evil.example",
                "http://localhost",
                "http://localhost:30000",
                "http://127.0.0.1:3000",
                "*"
            })
    void tellsNoOtherOriginAnything(String origin) {
        Answer preflight = preflight(origin, "POST", "content-type");
        assertProblem(preflight, 403, "CROSS_SITE_REQUEST");
        assertNothingAllowed(preflight);

        assertNothingAllowed(user.send("GET", "/api/vaults", null, Map.of("Origin", origin)));

        Answer write = user.send("POST", "/api/vaults", "{\"name\":\"V\"}", Map.of("Origin", origin));
        assertProblem(write, 403, "CROSS_SITE_REQUEST");
        assertNothingAllowed(write);
    }

    @Test
    void allowsNoOtherMethodOrHeader() {
        assertProblem(preflight(APP, "PUT", "content-type"), 403, "CROSS_SITE_REQUEST");
        assertProblem(preflight(APP, "POST", "x-forwarded-for"), 403, "CROSS_SITE_REQUEST");
    }

    @Test
    void sharesOnlyTheApi() {
        assertNothingAllowed(user.send("GET", "/login", null, Map.of("Origin", APP)));
    }

    @Test
    void keepsCachesFromMixingOrigins() {
        assertThat(user.send("GET", "/api/vaults", null, Map.of("Origin", APP))
                        .response()
                        .headers()
                        .allValues("Vary"))
                .contains("Origin");
    }

    private static Answer preflight(String origin, String method, String headers) {
        return user.send(java.net.http.HttpRequest.newBuilder(URI.create(api.url() + "/api/vaults"))
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .build());
    }

    private static void assertAllowed(Answer answer, String origin) {
        assertThat(answer.response().headers().allValues("Access-Control-Allow-Origin"))
                .isEqualTo(List.of(origin));
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    private static void assertNothingAllowed(Answer answer) {
        assertThat(answer.response().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }
}
