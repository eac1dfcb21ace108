package io.syncscript.acceptance.proxy;

import java.util.Map;
import java.util.TreeMap;

/**
 * All that differs between an installation and its copy on the loopback address: whatever of the files names an address or a
 * directory of a container is replaced here, and nothing else is.
 */
public final class LocalAddresses {
    private final Map<String, String> replacements = new TreeMap<>();

    /** From now on the address {@code host:port} of a container is this local port. */
    public LocalAddresses serve(String container, int port) {
        replacements.put(container, "127.0.0.1:" + port);
        return this;
    }

    /** From now on this text of the files, an origin or a path, is another. */
    public LocalAddresses replace(String text, String local) {
        replacements.put(text, local);
        return this;
    }

    public String in(String text) {
        String local = text;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            local = local.replace(replacement.getKey(), replacement.getValue());
        }
        return local;
    }
}
