package io.syncscript.local;

import java.util.List;

/** The JVM flags of each of SyncScript's own processes. Asked once for each, before it starts. */
@FunctionalInterface
public interface JvmFlags {
    /** @param service {@code api}, {@code gateway-1}, {@code gateway-2} and so on, as the logs are named */
    List<String> of(String service);
}
