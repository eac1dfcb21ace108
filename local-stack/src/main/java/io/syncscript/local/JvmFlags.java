package io.syncscript.local;

import java.nio.file.Path;
import java.util.List;

/** The JVM flags of each of SyncScript's own processes. Asked once for each, before it starts. */
@FunctionalInterface
public interface JvmFlags {
    /** @param service {@code api}, {@code gateway-1}, {@code gateway-2} and so on, as the logs are named */
    List<String> of(String service);

    /** Those of the images, and the memory that {@code k8s/base} gives to each. */
    static JvmFlags ofImages(Path projectRoot) {
        return service -> service.equals("api")
                ? ofImage(projectRoot, "api-service", "768m")
                : ofImage(projectRoot, "realtime-gateway", "1g");
    }

    private static List<String> ofImage(Path projectRoot, String module, String memory) {
        return List.of("@" + projectRoot.resolve(module).resolve("jvm.options"), "-XX:MaxRAM=" + memory);
    }
}
