package io.syncscript.gateway.room;

import org.springframework.stereotype.Component;

/** What every lane reports to. */
@Component
record RoomWatch(RoomMetrics rooms, DeliveryMetrics deliveries, DeliveryTraces traces) {
    /** What is to be done when the delivery, which is about to be sent, is with its last socket. */
    Runnable whenWritten(String vaultId, Delivery delivery) {
        Runnable endOfTrace = traces.begin(vaultId, delivery);
        return () -> {
            deliveries.written(delivery);
            endOfTrace.run();
        };
    }
}
