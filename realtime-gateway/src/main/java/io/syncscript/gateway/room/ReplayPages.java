package io.syncscript.gateway.room;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.syncscript.gateway.replay.BoundedVaultLog;
import io.syncscript.gateway.replay.ReplayProperties;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The log in pages of fixed places, for those who resume: who asks for a page while it is read, or soon after, gets the same
 * one. Rows never change, so a page is out of date only where it was not full. Safe for any thread; blocks.
 */
@Component
final class ReplayPages {
    private final AsyncCache<Place, Page> pages;
    private final BoundedVaultLog log;
    private final int pageSize;

    /** @param number the page has the revisions from number * size + 1 to (number + 1) * size */
    private record Place(String vaultId, long number) {}

    private record Page(List<Delivery> deliveries) {
        List<Delivery> after(long revision) {
            return deliveries.stream()
                    .filter(delivery -> delivery.revision() > revision)
                    .toList();
        }

        boolean reaches(long revision) {
            return !deliveries.isEmpty() && deliveries.getLast().revision() >= revision;
        }

        /** About how many bytes of memory the page takes, a little more than less. */
        int weight() {
            return 1
                    + deliveries.stream()
                            .mapToInt(delivery -> 2 * delivery.event().size())
                            .sum();
        }
    }

    ReplayPages(BoundedVaultLog log, ReplayProperties properties) {
        this.log = log;
        this.pageSize = properties.pageSize();
        this.pages = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .maximumWeight(properties.cache().toBytes())
                .weigher((Place place, Page page) -> page.weight())
                .expireAfterWrite(properties.cacheTime())
                .buildAsync();
    }

    /**
     * Some of the events after that revision, oldest first; none where the log has none.
     *
     * @param known a revision that the log is known to reach: the answer is not from before that
     * @throws DataAccessException where there is no answer in time
     */
    List<Delivery> after(String vaultId, long revision, long known) {
        long number = revision / pageSize;
        Place place = new Place(vaultId, number);
        long reached = Math.min(known, (number + 1) * pageSize);
        CompletableFuture<Page> kept = pages.get(place, this::read);
        Page page = result(place, kept);
        if (!page.reaches(reached)) {
            pages.asMap().remove(place, kept);
            page = result(place, pages.get(place, this::read));
        }
        return page.after(revision);
    }

    private Page read(Place place) {
        long before = place.number() * pageSize;
        return new Page(log.after(place.vaultId(), before, pageSize).stream()
                .filter(message -> message.revision() <= before + pageSize)
                .map(Delivery::ofLogged)
                .toList());
    }

    /** The cache forgets a failure by itself, but perhaps after those who waited for it have seen it and ask again. */
    private Page result(Place place, CompletableFuture<Page> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            pages.asMap().remove(place, reading);
            throw e.getCause() instanceof DataAccessException cause ? cause : e;
        }
    }
}
