package io.syncscript.gateway.room;

import io.syncscript.gateway.fanout.Subscription;
import io.syncscript.gateway.fanout.VaultListener;
import io.syncscript.gateway.fanout.VaultTopics;
import io.syncscript.model.event.VaultMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Topics inside one process. */
final class FakeTopics implements VaultTopics {
    private final Map<String, List<VaultListener>> listeners = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(String vaultId, VaultListener listener) {
        List<VaultListener> all = listeners.computeIfAbsent(vaultId, id -> new CopyOnWriteArrayList<>());
        all.add(listener);
        listener.onSubscribed();
        return () -> all.remove(listener);
    }

    @Override
    public void publish(VaultMessage message) {
        listeners.getOrDefault(message.vaultId(), List.of()).forEach(listener -> listener.onMessage(message));
    }

    int subscriptions(String vaultId) {
        return listeners.getOrDefault(vaultId, List.of()).size();
    }
}
