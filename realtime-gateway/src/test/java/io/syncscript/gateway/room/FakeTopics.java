package io.syncscript.gateway.room;

import io.syncscript.gateway.fanout.VaultListener;
import io.syncscript.gateway.fanout.VaultSubscription;
import io.syncscript.gateway.fanout.VaultTopics;
import io.syncscript.model.event.VaultMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Topics inside one process; counts what their subscribers missed. */
final class FakeTopics implements VaultTopics {
    private final Map<String, List<VaultListener>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger missed = new AtomicInteger();

    @Override
    public VaultSubscription subscribe(String vaultId, VaultListener listener) {
        List<VaultListener> all = listeners.computeIfAbsent(vaultId, id -> new CopyOnWriteArrayList<>());
        all.add(listener);
        listener.onSubscribed();
        return new VaultSubscription() {
            @Override
            public void missed() {
                missed.incrementAndGet();
            }

            @Override
            public void close() {
                all.remove(listener);
            }
        };
    }

    @Override
    public void publish(VaultMessage message) {
        listeners.getOrDefault(message.vaultId(), List.of()).forEach(listener -> listener.onMessage(message));
    }

    int missed() {
        return missed.get();
    }

    int subscriptions(String vaultId) {
        return listeners.getOrDefault(vaultId, List.of()).size();
    }
}
