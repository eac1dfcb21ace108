package io.syncscript.model.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The sessions that a process knows to have ended, by their digests. What is in here is over, whatever Redis shows. A process
 * reads the ends from PostgreSQL again and again, each time from {@link #unread}, and adds those that it makes or hears of
 * itself. Safe for any thread; keeps about 200 bytes for each session until it would have expired.
 */
public final class EndedSessions {
    /** A transaction that ended a session earlier than another may commit later, but not by more. */
    private static final Duration LONGEST_COMMIT = Duration.ofMinutes(1);

    /** No clock and no write that is under way lets a session live for longer than this beyond its expiry. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final ConcurrentMap<String, Instant> keptUntil = new ConcurrentHashMap<>();
    private volatile Instant latestEnd = Instant.EPOCH;

    public boolean contains(String sessionId) {
        return !keptUntil.isEmpty() && keptUntil.containsKey(SessionDigest.hex(sessionId));
    }

    /** Adds a session of which only the end is known; the next reading says how long it is to be kept. */
    public void add(String digest) {
        keptUntil.putIfAbsent(digest, Instant.now().plus(GRACE));
    }

    /** Adds a session as PostgreSQL has it; true where it was not known to have ended. */
    public boolean add(String digest, Instant endedAt, Instant expiresAt) {
        latestEnd = endedAt.isAfter(latestEnd) ? endedAt : latestEnd;
        return keptUntil.put(digest, expiresAt.plus(GRACE)) == null;
    }

    /** The time of an end from which on there may be some that were not read. */
    public Instant unread() {
        return latestEnd.isAfter(Instant.EPOCH) ? latestEnd.minus(LONGEST_COMMIT) : latestEnd;
    }

    /** Forgets the sessions that nothing shows as live any more. */
    public void forgetExpired() {
        Instant now = Instant.now();
        keptUntil.values().removeIf(now::isAfter);
    }
}
