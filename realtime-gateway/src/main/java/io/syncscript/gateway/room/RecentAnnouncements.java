package io.syncscript.gateway.room;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The ids of the last announcements of a lane. One that was made here comes back over Redis; it is known by its id. Confined to
 * the lane.
 */
final class RecentAnnouncements {
    private static final int CAPACITY = 256;

    private final Set<String> eventIds = new LinkedHashSet<>();

    /** True where the announcement was not seen before. */
    boolean add(String eventId) {
        if (!eventIds.add(eventId)) {
            return false;
        }
        if (eventIds.size() > CAPACITY) {
            eventIds.remove(eventIds.iterator().next());
        }
        return true;
    }
}
