package io.syncscript.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.GatewayRedis;
import io.syncscript.gateway.RunningGateway;
import io.syncscript.gateway.TestClient;
import io.syncscript.gateway.TestUser;
import io.syncscript.gateway.socketio.ConnectionAuthenticator;
import io.syncscript.gateway.socketio.Handshake;
import io.syncscript.local.data.RedisServer;
import io.syncscript.model.session.EndedSessions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Sessions that end where the check of all sessions would not find out for an hour. */
class SessionEndIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ONE_READING = Duration.ofSeconds(2);
    private static final AtomicReference<Runnable> BEFORE_ACCEPTING = new AtomicReference<>(() -> {});

    private final RedisServer redisServer = RedisServer.start(0, null);
    private final GatewayDatabase database = GatewayDatabase.create();
    private final TestUser user = database.user("Una User");
    private final RunningGateway gateway = RunningGateway.start(
            List.of(SlowAuthentication.class), database, redisServer.url(), "syncscript.session.check-interval=1h");
    private final GatewayRedis redis = new GatewayRedis(redisServer.url());

    @AfterEach
    void stop() {
        BEFORE_ACCEPTING.set(() -> {});
        redis.close();
        gateway.close();
        redisServer.close();
    }

    @Test
    void endsTheSocketsOfAllSessionsThatEndedWhileRedisIsDead() {
        List<String> sessions = List.of(session(), session());
        String other = session();
        List<TestClient> clients = sessions.stream()
                .map(session -> TestClient.connected(gateway.uri(), session))
                .toList();
        try (TestClient bystander = TestClient.connected(gateway.uri(), other)) {
            redisServer.stop();

            sessions.forEach(database::endSession);

            for (TestClient client : clients) {
                await().atMost(ONE_READING).until(() -> !client.isConnected());
                assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
                assertThat(client.next("disconnect").stringValue()).isEqualTo("io server disconnect");
            }
            assertThat(bystander.isConnected()).isTrue();
        }
    }

    @Test
    void letsNobodyInWithASessionThatEndedThoughRedisShowsIt() {
        String session = session();
        database.endSession(session);

        await().atMost(ONE_READING)
                .until(() -> gateway.bean(EndedSessions.class).contains(session));

        try (TestClient client = TestClient.of(gateway.uri(), Map.of("Cookie", GatewayRedis.cookie(session)))) {
            client.connect();
            assertThat(client.next("connect_error").get("message").stringValue())
                    .isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void endsASocketWhoseSessionEndsBetweenItsCheckAndItsRegistration() {
        String session = session();
        BEFORE_ACCEPTING.set(() -> {
            redis.publishEnd(user, session);
            await().until(() -> gateway.bean(EndedSessions.class).contains(session));
        });
        try (TestClient client = TestClient.of(gateway.uri(), Map.of("Cookie", GatewayRedis.cookie(session)))) {
            client.connect();

            assertThat(client.next("error").get("code").stringValue()).isEqualTo("SESSION_ENDED");
            assertThat(client.next("disconnect").stringValue()).isEqualTo("io server disconnect");
            assertThat(client.names()).startsWith("connect");
        }
    }

    private String session() {
        String session = redis.login(user);
        database.storeSession(session, user, HOUR);
        return session;
    }

    /** Something happens between the look-up of a session and its answer. */
    static final class SlowAuthentication {
        @Bean
        @Primary
        ConnectionAuthenticator slowAuthenticator(
                @Qualifier("sessionAuthenticator") ConnectionAuthenticator authenticator) {
            return new ConnectionAuthenticator() {
                @Override
                public CompletionStage<Decision> authenticate(Handshake handshake) {
                    return authenticator
                            .authenticate(handshake)
                            .thenApplyAsync(
                                    decision -> {
                                        BEFORE_ACCEPTING.get().run();
                                        return decision;
                                    },
                                    Thread::startVirtualThread);
                }

                @Override
                public Refused unavailable() {
                    return authenticator.unavailable();
                }

                @Override
                public Refused overLimit() {
                    return authenticator.overLimit();
                }

                @Override
                public Set<String> credentialCookies() {
                    return authenticator.credentialCookies();
                }
            };
        }
    }
}
