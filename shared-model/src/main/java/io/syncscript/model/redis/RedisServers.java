package io.syncscript.model.redis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The setting that says where Redis is, the same in all processes; wrong ones are refused with a reason that tells no secret.
 *
 * @param url one of {@code redis[s]://[user:password@]host:port}, {@code redis[s]-cluster://[user:password@]host:port,...} and
 *     {@code redis[s]-sentinel://[user:password@]host:port,...#master}; the password is that of the servers with the data
 * @param sentinelUser null or blank for the default one
 * @param sentinelPassword null or blank where sentinels want none
 */
public record RedisServers(
        String url, @Nullable String sentinelUser, @Nullable String sentinelPassword) {
    /** @throws IllegalArgumentException where it does not say where Redis is */
    public RedisServers {
        var unused = RedisUrl.parse(url, sentinelCredentials(sentinelUser, sentinelPassword));
    }

    public RedisTopology topology() {
        return RedisUrl.parse(url, sentinelCredentials(sentinelUser, sentinelPassword));
    }

    private static RedisCredentials sentinelCredentials(@Nullable String user, @Nullable String password) {
        return RedisCredentials.of(Objects.requireNonNullElse(user, ""), Objects.requireNonNullElse(password, ""));
    }

    @Override
    public String toString() {
        return topology().toString();
    }
}
