package io.syncscript.gateway;

import io.syncscript.gateway.socketio.SocketIoServer;
import io.syncscript.local.data.PostgresServer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway in this process, on free ports. */
public final class RunningGateway implements AutoCloseable {
    /** To PostgreSQL. */
    public static final int CONNECTIONS = 4;

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings more settings, as {@code key=value} */
    public static RunningGateway start(GatewayDatabase database, String redisUrl, String... settings) {
        return start(List.of(), database, redisUrl, settings);
    }

    /**
     * A gateway with other beans in it.
     *
     * @param configurations what has them
     * @param settings more settings, as {@code key=value}
     */
    public static RunningGateway start(
            List<Class<?>> configurations, GatewayDatabase database, String redisUrl, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "server.port",
                "0",
                "server.address",
                "127.0.0.1",
                "syncscript.socketio.host",
                "127.0.0.1",
                "syncscript.socketio.port",
                "0",
                "spring.datasource.url",
                database.url(),
                "spring.datasource.username",
                PostgresServer.GATEWAY_ROLE,
                "spring.datasource.password",
                PostgresServer.PASSWORD,
                "spring.datasource.hikari.maximum-pool-size",
                String.valueOf(CONNECTIONS),
                "syncscript.redis.servers.url",
                redisUrl,
                "syncscript.drain.duration",
                "10ms"));
        for (String setting : settings) {
            int end = setting.indexOf('=');
            all.put(setting.substring(0, end), setting.substring(end + 1));
        }
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        SpringApplication application = new SpringApplication(Application.class);
        application.addPrimarySources(configurations);
        application.setRegisterShutdownHook(false);
        return new RunningGateway(application.run(arguments));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server().port());
    }

    /** Where the management endpoints are. */
    public URI managementUri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** The only bean of that type. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Whether the readiness probe says yes. */
    public boolean isReady() {
        return probe("readiness") == HttpURLConnection.HTTP_OK;
    }

    /** Whether the liveness probe says yes. */
    public boolean isAlive() {
        return probe("liveness") == HttpURLConnection.HTTP_OK;
    }

    private int probe(String name) {
        HttpRequest request = HttpRequest.newBuilder(managementUri().resolve("/actuator/health/" + name))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .join()
                    .statusCode();
        }
    }

    public int connectionCount() {
        return server().connectionCount();
    }

    private SocketIoServer server() {
        return context.getBean(SocketIoServer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
