package io.syncscript.api.account;

import io.swagger.v3.oas.annotations.media.Schema;
import io.syncscript.api.web.EmailAddress;
import io.syncscript.api.web.StorableText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The body of a registration. Space around the email and the name is dropped, the rest is kept as sent.
 *
 * @param email unique without regard to case
 */
record Registration(
        @NotBlank @Email @Size(max = 254) @StorableText String email,
        @NotBlank @Size(max = 100) @StorableText String name,

        @NotNull @PasswordRule @Schema(minLength = 8, maxLength = 72, format = "password")
        String password) {
    // JSON may leave any member out; validation then says so.
    Registration {
        email = email == null ? null : EmailAddress.canonical(email);
        name = name == null ? null : name.strip();
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "Registration[email=" + email + ", name=" + name + "]";
    }
}
