package io.syncscript.local;

import java.util.List;
import java.util.Map;

/** How SyncScript's own processes are run. */
public record ServiceSettings(JvmFlags jvmFlags, ServiceEnvironment environment) {
    /** For tests, which start many: quick starts and a small heap count for more than peak speed. */
    static final ServiceSettings DEFAULTS = new ServiceSettings(
            service -> List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"),
            (service, servers) -> Map.of());
}
