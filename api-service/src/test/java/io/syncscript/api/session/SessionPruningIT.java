package io.syncscript.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.api.ApiClient;
import io.syncscript.api.RunningApi;
import io.syncscript.local.data.RealServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SessionPruningIT {
    private static final String INTERVAL = "SYNCSCRIPT_SESSION_PRUNE_INTERVAL";

    @Test
    void forgetsSessionsThatHaveLongExpiredByItself() {
        try (RunningApi api =
                RunningApi.start(RealServers.newDatabase(), RealServers.redis(), Map.of(INTERVAL, "1s"))) {
            ApiClient here = api.client().registered("Hal");
            ApiClient gone = api.client().registered("Gus");
            ApiClient justGone = api.client().registered("Jo");
            expire(api, gone, "61 minutes");
            expire(api, justGone, "1 minute");

            await().until(() -> users(api).size() == 2);

            assertThat(users(api)).containsExactlyInAnyOrder(here.userId(), justGone.userId());
        }
    }

    @Test
    void letsOneOfTwoProcessesPass() {
        String database = RealServers.newDatabase();
        try (RunningApi one = RunningApi.start(database, RealServers.redis(), Map.of(INTERVAL, "1h"));
                RunningApi two = RunningApi.start(database, RealServers.redis(), Map.of(INTERVAL, "1h"))) {
            expire(one, one.client().registered("Ann"), "2 hours");
            one.bean(SessionPruning.class).pruneUnlessAnotherDoes();
            assertThat(users(one)).isEmpty();

            ApiClient later = two.client().registered("Bo");
            expire(two, later, "2 hours");
            two.bean(SessionPruning.class).pruneUnlessAnotherDoes();
            assertThat(users(two)).as("within the interval").containsExactly(later.userId());
        }
    }

    private static void expire(RunningApi api, ApiClient user, String ago) {
        api.bean(JdbcTemplate.class)
                .update(
                        "update login_session set expires_at = now() - ?::interval where user_id = ?",
                        ago,
                        user.userId());
    }

    private static List<String> users(RunningApi api) {
        return api.rows("select user_id from login_session");
    }
}
