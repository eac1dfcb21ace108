package io.syncscript.gateway.room;

import io.syncscript.gateway.replay.VaultLog;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.model.event.VaultMessage;
import java.util.List;
import java.util.Optional;

/**
 * One participant's way from the revision that it has into the room: what it lacks comes from the lane's memory where that has
 * all of it, else page by page from the log, while the lane goes on without waiting. Used once, on the participant's executor;
 * blocks.
 */
final class Resume {
    private final Participant participant;
    private final VaultLane lane;
    private final VaultLog log;
    private final int pageSize;
    private final long admittedAt;
    private long sent;

    /**
     * @param position the revision up to which the participant has everything
     * @param admittedAt the revision at which it was found to be a member; later events may say otherwise
     */
    Resume(Participant participant, VaultLane lane, VaultLog log, int pageSize, long position, long admittedAt) {
        this.participant = participant;
        this.lane = lane;
        this.log = log;
        this.pageSize = pageSize;
        this.sent = position;
        this.admittedAt = admittedAt;
    }

    /** Returns how it ended, never with {@link Entry#BEHIND}. */
    Entry run() {
        Entry entry = enter();
        while (entry == Entry.BEHIND) {
            List<VaultMessage> page = log.after(lane.vaultId(), sent, pageSize);
            entry = send(page).orElseGet(() -> page.size() == pageSize ? Entry.BEHIND : enter());
        }
        return entry;
    }

    private Entry enter() {
        return lane.enter(participant, sent, admittedAt).join();
    }

    /** Empty where the participant may read on. */
    private Optional<Entry> send(List<VaultMessage> page) {
        if (page.isEmpty()) {
            return Optional.of(sendAway(participant));
        }
        for (VaultMessage message : page) {
            if (message.revision() != sent + 1) {
                return Optional.of(sendAway(participant));
            }
            Delivery delivery = Delivery.ofLogged(message);
            participant.socket().emit(delivery.event());
            sent = delivery.revision();
            if (VaultLane.departs(participant, delivery, admittedAt)) {
                return Optional.of(Entry.DEPARTED);
            }
        }
        return participant.socket().isConnected() ? Optional.empty() : Optional.of(Entry.CLOSED);
    }

    /** What was promised cannot be kept: the client comes back by itself and resumes from what it saw. */
    static Entry sendAway(Participant participant) {
        participant.socket().disconnect(DisconnectReason.SERVER_DRAINING);
        return Entry.CLOSED;
    }
}
