package io.syncscript.model.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A member's role in one vault. JSON and the database hold the lower-case name. */
public enum VaultRole {
    OWNER,
    CONTRIBUTOR,
    VIEWER;

    public boolean allows(Permission permission) {
        return switch (this) {
            case OWNER -> true;
            case CONTRIBUTOR -> permission == Permission.READ || permission == Permission.WRITE_SOURCES;
            case VIEWER -> permission == Permission.READ;
        };
    }

    /** The name on the wire and in the database, for example {@code owner}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of that wire name, in lower case exactly.
     *
     * @throws IllegalArgumentException where no role has that name
     */
    @JsonCreator
    public static VaultRole ofWireName(String wireName) {
        for (VaultRole role : values()) {
            if (role.wireName().equals(wireName)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role must be one of owner, contributor, viewer");
    }
}
