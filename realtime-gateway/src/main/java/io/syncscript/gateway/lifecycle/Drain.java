package io.syncscript.gateway.lifecycle;

import io.syncscript.gateway.protocol.EventNames;
import io.syncscript.gateway.socketio.ClientSocket;
import io.syncscript.gateway.socketio.DisconnectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends sockets elsewhere: tells each when it will be closed, and closes it then. The moments are spread evenly with some chance in
 * each, in no order that a client could know, so that the gateways to which they go are not met by all at once.
 */
final class Drain {
    private final List<Departure> departures;

    /** @param after from the beginning of the drain, in nanoseconds */
    private record Departure(ClientSocket socket, long after) {
        void announce() {
            ObjectNode payload = JsonMapper.shared().createObjectNode();
            socket.emit(
                    EventNames.SERVER_DRAINING,
                    payload.put("reconnectIn", Duration.ofNanos(after).toMillis()));
        }
    }

    private Drain(List<Departure> departures) {
        this.departures = departures;
    }

    /** @param duration by its end the last one is closed */
    static Drain of(Collection<ClientSocket> sockets, Duration duration) {
        List<ClientSocket> shuffled = new ArrayList<>(sockets);
        Collections.shuffle(shuffled);
        double share = (double) duration.toNanos() / shuffled.size();
        List<Departure> departures = new ArrayList<>(shuffled.size());
        for (ClientSocket socket : shuffled) {
            double place = departures.size() + ThreadLocalRandom.current().nextDouble();
            departures.add(new Departure(socket, (long) (share * place)));
        }
        return new Drain(departures);
    }

    int size() {
        return departures.size();
    }

    /** Returns when all have gone, those included who went by themselves. */
    void run() throws InterruptedException {
        long began = System.nanoTime();
        departures.forEach(Departure::announce);
        for (Departure departure : departures) {
            if (departure.socket().isConnected()) {
                Thread.sleep(Duration.ofNanos(began + departure.after() - System.nanoTime()));
                departure.socket().disconnect(DisconnectReason.SERVER_DRAINING);
            }
        }
    }
}
