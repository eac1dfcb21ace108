package io.syncscript.local;

import java.util.List;
import java.util.Map;

/**
 * How SyncScript's own processes are run.
 *
 * @param jvmFlags of every process
 * @param apiEnvironment added to the API's environment, over what the stack sets itself
 * @param gatewayEnvironment the same for each gateway
 */
public record ServiceSettings(
        List<String> jvmFlags, Map<String, String> apiEnvironment, Map<String, String> gatewayEnvironment) {
    /** One machine runs everything: quick starts and a small heap count for more than peak speed. */
    static final ServiceSettings DEFAULTS =
            new ServiceSettings(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"), Map.of(), Map.of());

    public ServiceSettings {
        jvmFlags = List.copyOf(jvmFlags);
        apiEnvironment = Map.copyOf(apiEnvironment);
        gatewayEnvironment = Map.copyOf(gatewayEnvironment);
    }
}
