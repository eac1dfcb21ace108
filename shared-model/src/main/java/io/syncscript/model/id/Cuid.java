package io.syncscript.model.id;

import org.jspecify.annotations.Nullable;

/** The shape of every id in SyncScript: {@code c} followed by 8 to 31 characters of {@code a-z0-9}. */
public final class Cuid {
    private static final int MIN_LENGTH = 9;
    private static final int MAX_LENGTH = 32;

    private Cuid() {}

    /** True where {@code text} has the shape of an id; says nothing of whether anything has that id. */
    public static boolean isValid(@Nullable String text) {
        if (text == null || text.length() < MIN_LENGTH || text.length() > MAX_LENGTH || text.charAt(0) != 'c') {
            return false;
        }
        return text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }
}
