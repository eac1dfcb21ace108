package io.syncscript.gateway.room;

import io.syncscript.gateway.fanout.VaultListener;
import io.syncscript.gateway.fanout.VaultSubscription;
import io.syncscript.gateway.fanout.VaultTopics;
import io.syncscript.gateway.replay.VaultLog;
import io.syncscript.gateway.socketio.DisconnectReason;
import io.syncscript.gateway.socketio.SocketRoom;
import io.syncscript.model.event.MalformedMessageException;
import io.syncscript.model.event.VaultMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.dao.DataAccessException;

/**
 * The serial executor of one vault, and what it owns: the room and the revision delivered to it. Messages, entries, exits and
 * repairs are its tasks and run one after another, so who is in the room and what it received are never in doubt.
 *
 * <p>Each revision is delivered once and in order whatever Redis does: a message that is next is delivered, one that was
 * delivered is dropped, and one further ahead says that some are missing, which are then read from the log.
 *
 * <p>The methods that are not private may be called from any thread and do not wait for the lane.
 */
final class VaultLane implements VaultListener {
    private static final Logger log = LoggerFactory.getLogger(VaultLane.class);

    private static final int LOWER_HEADS_OF_A_RESTORED_LOG = 10;

    private final String vaultId;
    private final VaultLog vaultLog;
    private final VaultTopics topics;
    private final int pageSize;
    private final SerialExecutor tasks;
    private final RoomMetrics metrics;
    private final VaultRoom room;
    private final RecentDeliveries recent;
    private final RecentAnnouncements announcements = new RecentAnnouncements();
    private final AtomicBoolean sweepQueued = new AtomicBoolean();
    private @Nullable VaultSubscription subscription;

    /** What the room has received; means nothing while it is empty. Written on the lane only. */
    private volatile long delivered;

    /** The log could not be read: messages after a gap do not wait for it one by one, the sweep asks again. */
    private boolean logAway;

    private int lowerHeads;
    private long lowerHeadsAt;

    /** @param onLeft told on the lane whenever a participant has left the room, for whatever reason */
    VaultLane(
            String vaultId,
            SocketRoom sockets,
            VaultLog vaultLog,
            VaultTopics topics,
            RoomProperties properties,
            RoomWatch watch,
            Consumer<VaultLane> onLeft) {
        this.vaultId = vaultId;
        this.vaultLog = vaultLog;
        this.topics = topics;
        this.pageSize = properties.pageSize();
        this.tasks = new SerialExecutor("vault " + vaultId);
        this.recent = new RecentDeliveries(properties.recentEvents());
        this.metrics = watch.rooms();
        this.room = new VaultRoom(vaultId, sockets, watch, participant -> {
            participant.left(this);
            onLeft.accept(this);
        });
    }

    String vaultId() {
        return vaultId;
    }

    /**
     * Lets a participant into the room that has every event up to {@code position}; what it lacks is sent to it first. The first
     * one in makes the lane subscribe, and catch up once subscribed, so nothing between the two is missed; the first one after
     * others have left makes it catch up with what was heard while nobody was in.
     *
     * @param admittedAt the revision at which the participant was found to be a member; later events may say otherwise
     */
    CompletableFuture<Entry> enter(Participant participant, long position, long admittedAt) {
        return CompletableFuture.supplyAsync(() -> admit(participant, position, admittedAt), tasks);
    }

    /** Takes a participant out of the room: nothing delivered after the future's completion reaches it. */
    CompletableFuture<Void> leave(Participant participant) {
        return CompletableFuture.runAsync(() -> room.leave(participant), tasks);
    }

    /**
     * Calls {@code action} on the lane with the revision up to which the participant received everything; completes with false
     * where it is not in the room.
     */
    CompletableFuture<Boolean> ifPresent(Participant participant, LongConsumer action) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Optional<Long> entered = room.position(participant);
                    entered.ifPresent(position -> action.accept(Math.max(position, delivered)));
                    return entered.isPresent();
                },
                tasks);
    }

    @Override
    public void onSubscribed() {
        tasks.execute(() -> catchUp(GapFinder.SUBSCRIPTION));
    }

    @Override
    public void onMessage(VaultMessage message) {
        tasks.execute(() -> receive(message));
    }

    /**
     * Says where the vault's head was found; the lane reads what it has not delivered, and tells its subscription that this was
     * not heard. A head that stays lower than what was delivered is that of a database that was restored: the room is sent away.
     *
     * @param head 0 where the vault and its log are gone
     * @return true where it has not delivered as much, and perhaps is about to
     */
    boolean catchUpTo(long head) {
        if (head <= delivered) {
            if (head < delivered) {
                tasks.execute(() -> heedLowerHead(head));
            }
            return false;
        }
        if (sweepQueued.compareAndSet(false, true)) {
            tasks.execute(() -> {
                sweepQueued.set(false);
                if (head > delivered && !room.isEmpty() && subscription != null) {
                    subscription.missed();
                }
                if (catchUp(GapFinder.SWEEP) && delivered < head && !room.isEmpty()) {
                    sayPruned();
                    sendAway();
                }
            });
        }
        return true;
    }

    /** Once it may have been read just before a delivery, or from a replica that is late. */
    private void heedLowerHead(long head) {
        if (head >= delivered || room.isEmpty()) {
            return;
        }
        lowerHeads = lowerHeadsAt == delivered ? lowerHeads + 1 : 1;
        lowerHeadsAt = delivered;
        if (lowerHeads >= LOWER_HEADS_OF_A_RESTORED_LOG) {
            about(log.atWarn(), delivered).log("Vault {} went back from revision {} to {}", vaultId, delivered, head);
            delivered = head;
            recent.clear();
            sendAway();
        }
    }

    /** Ends the subscription. Called once, when nobody is in the room or about to enter it. */
    void close() {
        tasks.execute(() -> {
            if (subscription != null) {
                subscription.close();
            }
        });
    }

    private Entry admit(Participant participant, long position, long admittedAt) {
        if (!participant.socket().isConnected()) {
            return Entry.CLOSED;
        }
        if (position < admittedAt || position < delivered) {
            Optional<List<Delivery>> lacking = delivered < admittedAt ? Optional.empty() : recent.after(position);
            if (lacking.isEmpty()) {
                return Entry.BEHIND;
            }
            for (Delivery delivery : lacking.get()) {
                participant.socket().emit(delivery.event());
                if (departs(participant, delivery, admittedAt)) {
                    return Entry.DEPARTED;
                }
            }
        } else if (room.isEmpty() && position > delivered) {
            recent.clear();
            delivered = position;
        }
        boolean first = room.isEmpty();
        room.enter(participant, Math.max(position, delivered));
        participant.entered(this);
        if (subscription == null) {
            subscription = topics.subscribe(vaultId, this);
        } else if (first) {
            tasks.execute(() -> catchUp(GapFinder.ENTRY));
        }
        return Entry.ENTERED;
    }

    /** True where the delivery takes access from a participant that had it at {@code admittedAt}. */
    static boolean departs(Participant participant, Delivery delivery, long admittedAt) {
        return delivery.revision() > admittedAt
                && delivery.departure().includes(participant.user().userId());
    }

    private void receive(VaultMessage message) {
        if (room.isEmpty()) {
            return;
        }
        if (message.announced()) {
            announce(message);
        } else if (message.revision() == delivered + 1) {
            deliverPublished(message);
        } else if (message.revision() > delivered && !logAway) {
            catchUp(GapFinder.MESSAGE);
        }
    }

    private void deliverPublished(VaultMessage message) {
        try {
            deliver(Delivery.ofPublished(message));
        } catch (MalformedMessageException e) {
            about(log.atWarn(), message.revision())
                    .log("Took revision {} of vault {} from the log: {}", message.revision(), vaultId, e.getMessage());
            catchUp(GapFinder.MESSAGE);
        }
    }

    private void announce(VaultMessage message) {
        if (!announcements.add(message.eventId())) {
            return;
        }
        if (message.revision() > delivered) {
            catchUp(GapFinder.MESSAGE);
        }
        if (message.revision() <= delivered) {
            room.announce(Delivery.encode(message));
        }
    }

    /** A delivery that fails, for want of memory perhaps, must not be the one that members never get: they come back for it. */
    private void deliver(Delivery delivery) {
        about(log.atDebug(), delivery.revision()).log("Delivering");
        delivered = delivery.revision();
        recent.add(delivery);
        try {
            room.deliver(delivery);
        } catch (RuntimeException | Error e) {
            about(log.atError(), delivery.revision())
                    .setCause(e)
                    .log("Revision {} of vault {} could not be sent", delivery.revision(), vaultId);
            sendAway();
        }
    }

    /** Delivers what the log has beyond {@link #delivered}; false where the log could not be read. */
    private boolean catchUp(GapFinder foundBy) {
        long before = delivered;
        try {
            boolean more = !room.isEmpty();
            while (more) {
                List<VaultMessage> page = vaultLog.after(vaultId, delivered, pageSize);
                if (!deliverLogged(page)) {
                    sayPruned();
                    sendAway();
                }
                more = page.size() == pageSize && !room.isEmpty();
            }
            logAway = false;
            return true;
        } catch (DataAccessException e) {
            if (!logAway) {
                about(log.atWarn(), delivered)
                        .log(
                                "Cannot read the log of vault {} now: {}",
                                vaultId,
                                e.getMostSpecificCause().getMessage());
            }
            logAway = true;
            return false;
        } finally {
            metrics.repaired(foundBy, delivered - before);
        }
    }

    /** False where the log no longer has the next revision. */
    private boolean deliverLogged(List<VaultMessage> page) {
        for (VaultMessage message : page) {
            if (message.revision() != delivered + 1) {
                return false;
            }
            deliver(Delivery.ofLogged(message));
        }
        return true;
    }

    private LoggingEventBuilder about(LoggingEventBuilder line, long revision) {
        return line.addKeyValue("vaultId", vaultId).addKeyValue("revision", revision);
    }

    private void sayPruned() {
        about(log.atWarn(), delivered)
                .log("The log of vault {} no longer has what follows revision {}", vaultId, delivered);
    }

    /** What the room lacks cannot be had here: the clients come back, and are told so where it is gone for good. */
    private void sendAway() {
        room.leaveAll(participant -> participant.socket().disconnect(DisconnectReason.SERVER_DRAINING));
    }
}
