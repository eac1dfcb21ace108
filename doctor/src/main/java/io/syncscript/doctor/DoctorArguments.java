package io.syncscript.doctor;

import io.syncscript.doctor.check.Settings;
import io.syncscript.model.redis.RedisServers;
import io.syncscript.model.redis.RedisTopology;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of {@code ./syncscript doctor}, and the environment, where passwords come from. */
final class DoctorArguments {
    private static final String DEMO_EMAIL = "owner@demo.com";
    private static final String DEMO_PASSWORD = "syncscript";
    private static final String PASSWORD = "SYNCSCRIPT_DOCTOR_PASSWORD";
    private static final Set<String> HTTP = Set.of("http", "https");

    private final Map<String, String> environment;
    private URI url = URI.create("http://localhost:3000");
    private String email = DEMO_EMAIL;
    private final List<URI> origins = new ArrayList<>();
    private final List<URI> gateways = new ArrayList<>();
    private final List<URI> management = new ArrayList<>();
    private @Nullable String redisUrl;
    private @Nullable String databaseUrl;
    private String databaseUser;
    private String gatewayRole;
    private @Nullable Path authority;
    private boolean quick;
    private boolean json;

    /** @param json whether the report is for a program */
    record Parsed(Settings settings, boolean json) {}

    private DoctorArguments(Map<String, String> environment) {
        this.environment = environment;
        this.redisUrl = environment.get("SYNCSCRIPT_REDIS_URL");
        this.databaseUrl = environment.get("SYNCSCRIPT_DB_URL");
        this.databaseUser = environment.getOrDefault("SYNCSCRIPT_DB_USER", "syncscript");
        this.gatewayRole = environment.getOrDefault("SYNCSCRIPT_DB_GATEWAY_ROLE", "syncscript_gateway");
    }

    /** @throws IllegalArgumentException with one line for the user where an argument is wrong */
    static Parsed parse(List<String> arguments, Map<String, String> environment) {
        DoctorArguments parsing = new DoctorArguments(environment);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            parsing.option(rest.next(), rest);
        }
        return new Parsed(parsing.settings(), parsing.json);
    }

    private void option(String option, Iterator<String> rest) {
        switch (option) {
            case "--url" -> url = server(option, rest);
            case "--origin" -> origins.add(server(option, rest));
            case "--gateway" -> gateways.add(server(option, rest));
            case "--management" -> management.add(server(option, rest));
            case "--email" -> email = value(option, rest);
            case "--redis-url" -> redisUrl = value(option, rest);
            case "--db-url" -> databaseUrl = value(option, rest);
            case "--db-user" -> databaseUser = value(option, rest);
            case "--db-gateway-role" -> gatewayRole = value(option, rest);
            case "--ca-file" -> authority = Path.of(value(option, rest));
            case "--quick" -> quick = true;
            case "--json" -> json = true;
            default -> throw new IllegalArgumentException("Unknown option " + option);
        }
    }

    private Settings settings() {
        return new Settings(
                url,
                origins.isEmpty() ? List.of(url) : List.copyOf(origins),
                new Settings.Account(email, password()),
                List.copyOf(gateways),
                List.copyOf(management),
                Optional.ofNullable(redisUrl).map(this::redis),
                Optional.ofNullable(databaseUrl).map(this::database),
                Optional.ofNullable(authority),
                quick);
    }

    private String password() {
        String given = environment.get(PASSWORD);
        if (given == null && !email.equals(DEMO_EMAIL)) {
            throw new IllegalArgumentException("The password of " + email + " is missing in " + PASSWORD);
        }
        return Objects.requireNonNullElse(given, DEMO_PASSWORD);
    }

    private RedisTopology redis(String text) {
        try {
            return new RedisServers(
                            text,
                            environment.get("SYNCSCRIPT_REDIS_SENTINEL_USER"),
                            environment.get("SYNCSCRIPT_REDIS_SENTINEL_PASSWORD"))
                    .topology();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--redis-url: " + e.getMessage(), e);
        }
    }

    private Settings.Database database(String jdbcUrl) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("--db-url takes a JDBC URL, jdbc:postgresql://host:port/database");
        }
        String password = environment.get("SYNCSCRIPT_DB_PASSWORD");
        if (password == null) {
            throw new IllegalArgumentException(
                    "The password of " + databaseUser + " is missing in SYNCSCRIPT_DB_PASSWORD");
        }
        return new Settings.Database(jdbcUrl, databaseUser, password, gatewayRole);
    }

    private static URI server(String option, Iterator<String> rest) {
        URI given = uri(option, value(option, rest), HTTP);
        String path = Objects.requireNonNullElse(given.getRawPath(), "");
        boolean bare = path.isEmpty() || path.equals("/");
        if (!bare || given.getRawQuery() != null || given.getRawUserInfo() != null) {
            throw new IllegalArgumentException(option + " takes scheme, host and port only");
        }
        return URI.create(given.getScheme() + "://" + given.getRawAuthority());
    }

    /** Errors do not repeat what was given: it may hold a password. */
    private static URI uri(String option, String text, Set<String> schemes) {
        try {
            URI given = URI.create(text);
            if (given.getScheme() != null && schemes.contains(given.getScheme()) && given.getHost() != null) {
                return given;
            }
        } catch (IllegalArgumentException e) {
            // Told as the others.
        }
        throw new IllegalArgumentException(option + " takes a URL with "
                + String.join(" or ", schemes.stream().sorted().toList()));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " takes a value");
        }
        return rest.next();
    }
}
