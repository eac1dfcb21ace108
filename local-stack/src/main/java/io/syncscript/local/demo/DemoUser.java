package io.syncscript.local.demo;

import io.syncscript.model.access.VaultRole;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo users, one for each role in the demo vault and one who is no member of it. */
public enum DemoUser {
    OWNER("Olivia Owner", VaultRole.OWNER),
    CONTRIBUTOR("Connor Contributor", VaultRole.CONTRIBUTOR),
    VIEWER("Vera Viewer", VaultRole.VIEWER),
    OUTSIDER("Oscar Outsider", null);

    /** The password of all of them. */
    public static final String PASSWORD = "syncscript";

    private final String displayName;
    private final @Nullable VaultRole role;

    DemoUser(String displayName, @Nullable VaultRole role) {
        this.displayName = displayName;
        this.role = role;
    }

    public String email() {
        return name().toLowerCase(Locale.ROOT) + "@demo.com";
    }

    public String displayName() {
        return displayName;
    }

    /** The role in the demo vault; empty for one who is no member of it. */
    public Optional<VaultRole> role() {
        return Optional.ofNullable(role);
    }
}
