package io.syncscript.api;

import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RealServers;
import io.syncscript.local.data.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The API service in this JVM, on ports and a database of its own. */
public final class RunningApi implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningApi(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The one that tests share which bring their own users and vaults; it goes with the JVM. */
    public static RunningApi shared() {
        return SharedHolder.API;
    }

    public static RunningApi start(String databaseUrl, RedisServer redis, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--SYNCSCRIPT_DB_URL=" + databaseUrl,
                "--SYNCSCRIPT_DB_USER=" + PostgresServer.API_ROLE,
                "--SYNCSCRIPT_DB_PASSWORD=" + PostgresServer.PASSWORD,
                "--SYNCSCRIPT_REDIS_URL=" + redis.url(),
                "--SYNCSCRIPT_API_HOST=127.0.0.1",
                "--SYNCSCRIPT_API_PORT=0",
                "--SYNCSCRIPT_API_MANAGEMENT_PORT=0"));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new RunningApi(new SpringApplicationBuilder(ApiApplication.class).run(arguments.toArray(String[]::new)));
    }

    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    public String managementUrl() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The first column of what a query finds, as text. */
    public List<String> rows(String sql, Object... parameters) {
        return bean(JdbcTemplate.class).query(sql, (row, number) -> row.getString(1), parameters);
    }

    public ApiClient client() {
        return new ApiClient(url());
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class SharedHolder {
        private static final RunningApi API = start(RealServers.newDatabase(), RealServers.redis(), Map.of());
    }
}
