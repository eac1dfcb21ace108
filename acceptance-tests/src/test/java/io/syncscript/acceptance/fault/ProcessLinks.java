package io.syncscript.acceptance.fault;

import io.syncscript.local.ServiceEnvironment.DataServers;
import io.syncscript.local.network.RedisLink;
import io.syncscript.local.network.TcpLink;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The network between one process and its data. */
record ProcessLinks(RedisLink redis, TcpLink postgres) implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    static ProcessLinks to(DataServers servers) {
        URI postgres = URI.create(servers.databaseUrl().substring(JDBC.length()));
        return new ProcessLinks(RedisLink.to(URI.create(servers.redisUrl())), TcpLink.to(postgres));
    }

    Map<String, String> environment() {
        return Map.of("SYNCSCRIPT_REDIS_URL", redis.uri().toString(), "SYNCSCRIPT_DB_URL", JDBC + postgres.uri());
    }

    void mend() {
        redis.mend();
        postgres.mend();
    }

    @Override
    public void close() throws IOException {
        redis.close();
        postgres.close();
    }
}
