package io.syncscript.api.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** The body of a change of the password. */
record PasswordChange(
        @NotNull @Schema(format = "password") String currentPassword,

        @NotNull @PasswordRule @Schema(minLength = 8, maxLength = 72, format = "password")
        String newPassword) {
    /** Never shows a password. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
