package io.syncscript.api.vault;

import io.syncscript.api.web.StorableText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a client may say of a vault. Space around the name is dropped; the description is kept as sent. */
record VaultFields(
        @NotBlank @Size(max = 200) @StorableText String name,
        @Size(max = 2000) @StorableText @Nullable String description) {
    // JSON may leave any member out; validation then says so.
    VaultFields {
        name = name == null ? null : name.strip();
    }
}
