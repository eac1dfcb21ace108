package io.syncscript.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.access.VaultReader;
import io.syncscript.api.web.Cursor;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Fails;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.access.Permission;
import io.syncscript.model.session.SessionPrincipal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit")
class AuditController {
    private final VaultAccess access;
    private final AuditRepository entries;

    AuditController(VaultAccess access, AuditRepository entries) {
        this.access = access;
        this.entries = entries;
    }

    @GetMapping("/api/vaults/{id}/audit")
    @Operation(summary = "List who changed what, newest first (owner)")
    @Fails({ErrorCode.VAULT_NOT_FOUND, ErrorCode.INSUFFICIENT_PERMISSIONS, ErrorCode.VALIDATION_FAILED})
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public ResponseEntity<Page<AuditItem>> list(
            @AuthenticationPrincipal SessionPrincipal user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Cursor before = Cursor.parse(cursor);
        VaultReader reader = access.read(id, user.userId(), Permission.READ_AUDIT);
        var rows = entries.page(id, before.isStart() ? Long.MAX_VALUE : before.position(), Limit.of(limit + 1));
        Page<AuditItem> page = Page.of(rows, limit, AuditItem::of, entry -> new Cursor(entry.revision(), entry.id()));
        return new Versioned<>(reader.revision(), page).ok();
    }
}
