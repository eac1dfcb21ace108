package io.syncscript.gateway.room;

import io.syncscript.gateway.replay.ReplayProperties;
import io.syncscript.gateway.socketio.DisconnectReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One participant's way from the revision that it has into the room: what it lacks comes from the lane's memory where that has
 * all of it, else page by page from the log, while the lane goes on without waiting. A replay goes as fast as the client reads,
 * and keeps nothing but its place while it waits. Used once, on the participant's executor; blocks.
 */
final class Resume {
    private final Participant participant;
    private final VaultLane lane;
    private final ReplayPages pages;
    private final ReplayTurns turns;
    private final ReplayProperties properties;
    private final long admittedAt;
    private long sent;

    /**
     * @param position the revision up to which the participant has everything
     * @param admittedAt the revision at which it was found to be a member; later events may say otherwise
     */
    Resume(
            Participant participant,
            VaultLane lane,
            ReplayPages pages,
            ReplayTurns turns,
            ReplayProperties properties,
            long position,
            long admittedAt) {
        this.participant = participant;
        this.lane = lane;
        this.pages = pages;
        this.turns = turns;
        this.properties = properties;
        this.sent = position;
        this.admittedAt = admittedAt;
    }

    /** Returns how it ended, never with {@link Entry#BEHIND}. */
    Entry run() {
        Entry entry = enter();
        while (entry == Entry.BEHIND) {
            entry = readOn().orElseGet(this::enter);
        }
        return entry;
    }

    private Entry enter() {
        return lane.enter(participant, sent, admittedAt).join();
    }

    /** Sends a batch and waits until the client has taken it; empty where the participant may try to enter then. */
    private Optional<Entry> readOn() {
        long before = sent;
        List<Delivery> page = pages.after(lane.vaultId(), sent, Math.max(admittedAt, sent + 1));
        turns.take();
        try {
            Optional<Entry> end = send(page);
            if (end.isPresent()) {
                return end;
            }
            if (sent == before) {
                return Optional.of(sendAway(participant));
            }
            if (isTaken(ReplayTurns.LONGEST)) {
                return Optional.empty();
            }
        } finally {
            turns.end();
        }
        return awaitClient();
    }

    private Optional<Entry> send(List<Delivery> page) {
        long bytes = 0;
        for (Delivery delivery : page) {
            if (delivery.revision() != sent + 1) {
                return Optional.of(sendAway(participant));
            }
            participant.socket().emit(delivery.event());
            sent = delivery.revision();
            if (VaultLane.departs(participant, delivery, admittedAt)) {
                return Optional.of(Entry.DEPARTED);
            }
            bytes += delivery.event().size();
            if (bytes >= properties.batch().toBytes()) {
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<Entry> awaitClient() {
        if (!isTaken(properties.stallTimeout())) {
            participant.socket().disconnect(DisconnectReason.SLOW_READER);
            return Optional.of(Entry.CLOSED);
        }
        return participant.socket().isConnected() ? Optional.empty() : Optional.of(Entry.CLOSED);
    }

    /** True where the client takes everything in that time, or is gone. */
    private boolean isTaken(Duration patience) {
        try {
            participant.socket().drained().toCompletableFuture().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was promised cannot be kept: the client comes back by itself and resumes from what it saw. */
    static Entry sendAway(Participant participant) {
        participant.socket().disconnect(DisconnectReason.SERVER_DRAINING);
        return Entry.CLOSED;
    }
}
