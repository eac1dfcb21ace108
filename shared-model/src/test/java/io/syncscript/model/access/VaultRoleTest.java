package io.syncscript.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultRoleTest {
    @ParameterizedTest
    @EnumSource(VaultRole.class)
    void letsEveryRoleRead(VaultRole role) {
        assertThat(role.allows(Permission.READ)).isTrue();
    }

    @Test
    void letsAViewerOnlyRead() {
        assertThat(Arrays.stream(Permission.values()).filter(VaultRole.VIEWER::allows))
                .containsExactly(Permission.READ);
    }

    @Test
    void letsAContributorWriteSourcesAndNothingMore() {
        assertThat(Arrays.stream(Permission.values()).filter(VaultRole.CONTRIBUTOR::allows))
                .containsExactly(Permission.READ, Permission.WRITE_SOURCES);
    }

    @Test
    void letsAnOwnerDoEverything() {
        assertThat(Arrays.stream(Permission.values())).allMatch(VaultRole.OWNER::allows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Owner", "OWNER", "admin", "", "owner "})
    void refusesAnUnknownRole(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> VaultRole.ofWireName(name));
    }
}
