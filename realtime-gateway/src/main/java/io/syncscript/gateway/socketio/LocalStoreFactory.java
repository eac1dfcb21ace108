package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.handler.AuthorizeHandler;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.JsonSupport;
import com.corundumstudio.socketio.store.MemoryStore;
import com.corundumstudio.socketio.store.Store;
import com.corundumstudio.socketio.store.StoreFactory;
import com.corundumstudio.socketio.store.pubsub.PubSubListener;
import com.corundumstudio.socketio.store.pubsub.PubSubMessage;
import com.corundumstudio.socketio.store.pubsub.PubSubStore;
import com.corundumstudio.socketio.store.pubsub.PubSubType;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what belongs to a connection in this process and tells no other process: membership stays local, and delivery across
 * processes is the application's.
 */
final class LocalStoreFactory implements StoreFactory {
    private final PubSubStore silence = new Silence();

    @Override
    public PubSubStore pubSubStore() {
        return silence;
    }

    @Override
    public <K, V> Map<K, V> createMap(String name) {
        return new ConcurrentHashMap<>();
    }

    @Override
    public Store createStore(UUID sessionId) {
        return new MemoryStore();
    }

    @Override
    public void init(NamespacesHub namespacesHub, AuthorizeHandler authorizeHandler, JsonSupport jsonSupport) {}

    @Override
    public void onDisconnect(ClientHead client) {}

    @Override
    public void shutdown() {}

    @Override
    public String toString() {
        return "local";
    }

    private static final class Silence implements PubSubStore {
        @Override
        public void publish(PubSubType type, PubSubMessage msg) {}

        @Override
        public <T extends PubSubMessage> void subscribe(PubSubType type, PubSubListener<T> listener, Class<T> clazz) {}

        @Override
        public void unsubscribe(PubSubType type) {}

        @Override
        public void shutdown() {}
    }
}
