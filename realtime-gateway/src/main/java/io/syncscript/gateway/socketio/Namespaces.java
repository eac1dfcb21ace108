package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.namespace.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The namespaces that the server knows, by the names that the protocol gives them. */
final class Namespaces {
    static final String DEFAULT = "/";

    private final Map<String, Namespace> byName = new HashMap<>();

    /** @param additional the namespaces beside the default one, each beginning with a slash */
    Namespaces(SocketIOServer server, Set<String> additional) {
        byName.put(DEFAULT, (Namespace) server.getNamespace(Namespace.DEFAULT_NAME));
        for (String name : additional) {
            byName.put(name, (Namespace) server.addNamespace(name));
        }
    }

    Optional<Namespace> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
