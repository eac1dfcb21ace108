package io.syncscript.gateway.room;

import io.syncscript.gateway.socketio.EncodedEvent;
import io.syncscript.model.event.MalformedMessageException;
import io.syncscript.model.event.Origin;
import io.syncscript.model.event.VaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A committed event, encoded once for all who receive it.
 *
 * @param logged true where it was read from the log, false where Redis brought it
 */
record Delivery(long revision, EncodedEvent event, Departure departure, Origin origin, boolean logged) {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /**
     * Of a message from Redis.
     *
     * @throws MalformedMessageException where the payload does not fit; the log has the right one
     */
    static Delivery ofPublished(VaultMessage message) {
        return of(message, Departure.after(message), false);
    }

    /** Of a row of the log, which is never skipped: where it cannot be read, everyone leaves and has to be admitted anew. */
    static Delivery ofLogged(VaultMessage message) {
        try {
            return of(message, Departure.after(message), true);
        } catch (MalformedMessageException e) {
            log.error("Revision {} of vault {} cannot be read", message.revision(), message.vaultId(), e);
            return of(message, Departure.EVERYONE, true);
        }
    }

    private static Delivery of(VaultMessage message, Departure departure, boolean logged) {
        return new Delivery(message.revision(), encode(message), departure, message.origin(), logged);
    }

    static EncodedEvent encode(VaultMessage message) {
        return EncodedEvent.of(message.type(), message.payload());
    }
}
