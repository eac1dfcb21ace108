package io.syncscript.local.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What goes wrong on the connections of a link now, and how often it did. Safe for any thread. */
final class RedisFaults {
    final LongAdder swallowed = new LongAdder();
    final LongAdder reordered = new LongAdder();
    final LongAdder duplicated = new LongAdder();
    final LongAdder dropped = new LongAdder();

    private volatile boolean swallowing;
    private volatile @Nullable Random disorder;
    private volatile Predicate<String> dropping = RedisFaults::no;

    void swallow() {
        swallowing = true;
    }

    void disorder(long seed) {
        disorder = new Random(seed);
    }

    void drop(Predicate<String> channels) {
        dropping = channels;
    }

    void none() {
        swallowing = false;
        disorder = null;
        dropping = RedisFaults::no;
    }

    private static boolean no(String channel) {
        return false;
    }

    boolean swallows() {
        return swallowing;
    }

    boolean drops(String channel) {
        return dropping.test(channel);
    }

    boolean disorders() {
        return disorder != null;
    }

    /** Another order of the same, if there is one, with every third of them again somewhere behind itself. */
    <T> List<T> disordered(List<T> ordered) {
        Random random = disorder;
        if (random == null) {
            return ordered;
        }
        List<T> changed = new ArrayList<>(ordered);
        Collections.shuffle(changed, random);
        if (changed.equals(ordered)) {
            Collections.reverse(changed);
        }
        for (int place = 0; place < ordered.size(); place++) {
            if (!changed.get(place).equals(ordered.get(place))) {
                reordered.increment();
            }
        }
        for (T twice : ordered) {
            if (random.nextInt(3) == 0) {
                int behind = changed.indexOf(twice) + 1;
                changed.add(random.nextInt(behind, changed.size() + 1), twice);
                duplicated.increment();
            }
        }
        return changed;
    }
}
