package io.syncscript.local.data;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One real PostgreSQL and one real Redis for all tests of a JVM, started when first asked for and stopped with the JVM. A test
 * that stops or fills a server starts its own.
 */
public final class RealServers implements ParameterResolver {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** A JDBC URL of a new, empty database that the API role owns. */
    public static String newDatabase() {
        return postgres().database("test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet());
    }

    public static PostgresServer postgres() {
        return PostgresHolder.SERVER;
    }

    public static RedisServer redis() {
        return RedisHolder.SERVER;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PostgresServer.class || type == RedisServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class ? postgres() : redis();
    }

    private static final class PostgresHolder {
        private static final PostgresServer SERVER = PostgresServer.start(0, null);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "stop-postgres"));
        }
    }

    private static final class RedisHolder {
        private static final RedisServer SERVER = RedisServer.start(0, null);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "stop-redis"));
        }
    }
}
