package io.syncscript.local;

import java.util.List;
import java.util.Map;

/**
 * How SyncScript's own processes are run.
 *
 * @param jvmFlags of every process
 */
public record ServiceSettings(List<String> jvmFlags, ServiceEnvironment environment) {
    /** One machine runs everything: quick starts and a small heap count for more than peak speed. */
    static final ServiceSettings DEFAULTS = new ServiceSettings(
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"), (service, servers) -> Map.of());

    public ServiceSettings {
        jvmFlags = List.copyOf(jvmFlags);
    }
}
