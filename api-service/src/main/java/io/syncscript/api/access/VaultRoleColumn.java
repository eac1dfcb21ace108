package io.syncscript.api.access;

import io.syncscript.model.access.VaultRole;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Stores a role by its wire name. */
@Converter(autoApply = true)
class VaultRoleColumn implements AttributeConverter<VaultRole, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable VaultRole role) {
        return role == null ? null : role.wireName();
    }

    @Override
    public @Nullable VaultRole convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : VaultRole.ofWireName(column);
    }
}
