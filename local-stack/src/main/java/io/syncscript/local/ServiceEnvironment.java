package io.syncscript.local;

import java.util.Map;

/**
 * What a process finds in its environment, over what the stack sets itself. Asked once for each process, when PostgreSQL and Redis
 * are up and before the process starts, so that it can put something in between; several processes may be asked at a time.
 */
@FunctionalInterface
public interface ServiceEnvironment {
    /** @param service {@code api}, {@code gateway-1}, {@code gateway-2} and so on, as the logs are named */
    Map<String, String> of(String service, DataServers servers);

    /** Where a process reaches its data when nothing is in between. */
    record DataServers(String databaseUrl, String redisUrl) {}
}
