package io.syncscript.api.member;

import io.syncscript.api.web.EmailAddress;
import io.syncscript.api.web.StorableText;
import io.syncscript.model.access.VaultRole;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * The body that adds a member.
 *
 * @param email of an account, in whatever case
 */
record NewMember(
        @NotBlank @StorableText String email, @NotNull VaultRole role) {
    // JSON may leave any member out; validation then says so.
    NewMember {
        email = email == null ? null : EmailAddress.canonical(email);
    }
}
