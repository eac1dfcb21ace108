package io.syncscript.api.vault;

import io.syncscript.api.web.Patch;

/** The body of a PATCH: what is left out stays, a null clears the description. */
record VaultPatch(Patch<String> name, Patch<String> description) {
    @SuppressWarnings("NullAway") // a null where none may be is refused when the result is validated
    VaultFields appliedTo(VaultFields stored) {
        return new VaultFields(name.orElse(stored.name()), description.orElse(stored.description()));
    }
}
