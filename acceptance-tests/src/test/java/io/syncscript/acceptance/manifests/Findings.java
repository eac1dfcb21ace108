package io.syncscript.acceptance.manifests;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a check found wrong, each in a sentence that names the place. */
final class Findings {
    private final List<String> sentences = new ArrayList<>();

    void unless(boolean right, String sentence) {
        if (!right) {
            sentences.add(sentence);
        }
    }

    /** Finds each of the names that is not known. */
    void unlessAllIn(Collection<String> names, Set<String> known, String where, String what) {
        names.forEach(name -> unless(known.contains(name), where + ": " + name + " is no " + what));
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
