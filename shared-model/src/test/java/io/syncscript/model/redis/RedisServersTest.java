package io.syncscript.model.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisServersTest {
    @Test
    void readsOneServer() {
        assertThat(topology("redis://redis.example:6379"))
                .isEqualTo(new RedisTopology.Standalone(
                        new RedisNode("redis.example", 6379), RedisCredentials.NONE, false));
    }

    @Test
    void readsACluster() {
        assertThat(topology("rediss-cluster://app:secret@a:7000,b:7001,[::1]:7002"))
                .isEqualTo(new RedisTopology.Cluster(
                        List.of(new RedisNode("a", 7000), new RedisNode("b", 7001), new RedisNode("::1", 7002)),
                        credentials("app", "secret"),
                        true));
    }

    @Test
    void readsSentinels() {
        assertThat(new RedisServers("redis-sentinel://:secret@a:26379,b:26379#main", "watcher", "other").topology())
                .isEqualTo(new RedisTopology.Sentinel(
                        List.of(new RedisNode("a", 26379), new RedisNode("b", 26379)),
                        "main",
                        new RedisCredentials(Optional.empty(), Optional.of("secret")),
                        credentials("watcher", "other"),
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:p@ss:w/rd#x@host:1,     p@ss:w/rd#x",
        "redis://:p%40ss%25+@host:1,      p@ss%+",
        "redis://alone@host:1,            alone",
    })
    void readsWhateverAPasswordHolds(String url, String password) {
        assertThat(topology(url).credentials().password()).contains(password);
    }

    @Test
    void takesABlankUserAndPasswordForNone() {
        assertThat(topology("redis://:@host:1").credentials()).isEqualTo(RedisCredentials.NONE);
        assertThat(new RedisServers("redis-sentinel://a:1#main", "", " ").topology())
                .isInstanceOfSatisfying(
                        RedisTopology.Sentinel.class,
                        sentinel -> assertThat(sentinel.sentinelCredentials()).isEqualTo(RedisCredentials.NONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://:hush@host:1                |       | Redis is given as redis[s]://
                    redis://:hush@host                 |       | "host" is not host:port
                    redis://:hush@host:0               |       | no port: 0
                    redis://:hush@host:70000           |       | no port: 70000
                    redis://:hush@host:6379/1          |       | "host:6379/1" is not host:port
                    redis://:hush@a:1,b:2              |       | several servers are a redis-cluster:// or redis-sentinel:// URL
                    redis://:hush@a:1#main             |       | only a redis-sentinel URL ends in a #
                    redis-cluster://:hush@a:1,         |       | "" is not host:port
                    redis-cluster://:hush@a:1          | other | only a redis-sentinel URL has sentinels' password
                    redis-sentinel://:hush@a:1,b:2     |       | a redis-sentinel URL ends in a # and the name of the master
                    redis-sentinel://a:1#main          | other | sentinels with a password need servers with a password
                    redis://:hush%@host:1              |       | a % in the user or password of a Redis URL is written as %25
                    redis://hush:@host:1               |       | a Redis user needs a password
                    """)
    void refusesWhatSaysNotWhereRedisIs(String url, @Nullable String sentinelPassword, String reason) {
        assertThatThrownBy(() -> new RedisServers(url, null, sentinelPassword))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("hush");
    }

    @Test
    void printsNoPassword() {
        RedisServers servers = new RedisServers("redis-sentinel://app:hush@a:1#main", "watcher", "quiet");

        assertThat(servers.toString()).contains("app", "watcher", "main").doesNotContain("hush", "quiet");
    }

    private static RedisTopology topology(String url) {
        return new RedisServers(url, null, null).topology();
    }

    private static RedisCredentials credentials(String user, String password) {
        return new RedisCredentials(Optional.of(user), Optional.of(password));
    }
}
