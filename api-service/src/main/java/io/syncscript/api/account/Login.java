package io.syncscript.api.account;

import io.swagger.v3.oas.annotations.media.Schema;
import io.syncscript.api.web.StorableText;
import jakarta.validation.constraints.NotNull;

/** The body of a login. */
record Login(
        @NotNull @StorableText String email,
        @NotNull @Schema(format = "password") String password) {
    /** Never shows the password. */
    @Override
    public String toString() {
        return "Login[email=" + email + "]";
    }
}
