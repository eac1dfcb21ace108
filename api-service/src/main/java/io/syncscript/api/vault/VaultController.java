package io.syncscript.api.vault;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.syncscript.api.web.Cursor;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Fails;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.session.SessionPrincipal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/vaults")
@Tag(name = "Vaults")
class VaultController {
    private final Vaults vaults;

    VaultController(Vaults vaults) {
        this.vaults = vaults;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Create a vault and become its owner")
    @Fails(ErrorCode.VALIDATION_FAILED)
    ResponseEntity<VaultView> create(
            @AuthenticationPrincipal SessionPrincipal user, @Valid @RequestBody VaultFields fields) {
        return vaults.create(user.userId(), fields).created();
    }

    @GetMapping
    @Operation(summary = "List the caller's vaults, oldest first")
    @Fails(ErrorCode.VALIDATION_FAILED)
    Page<VaultView> list(
            @AuthenticationPrincipal SessionPrincipal user,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return vaults.list(user.userId(), Cursor.parse(cursor), limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get a vault (member)")
    @Fails(ErrorCode.VAULT_NOT_FOUND)
    ResponseEntity<VaultView> get(@AuthenticationPrincipal SessionPrincipal user, @PathVariable String id) {
        return vaults.get(user.userId(), id).ok();
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a vault (owner)",
            description = "A patch that changes nothing is answered 200 and takes no revision.")
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.VAULT_NOT_FOUND, ErrorCode.INSUFFICIENT_PERMISSIONS})
    ResponseEntity<VaultView> change(
            @AuthenticationPrincipal SessionPrincipal user, @PathVariable String id, @RequestBody VaultPatch patch) {
        return vaults.change(user.userId(), id, patch).ok();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a vault with all that is in it (owner)")
    @Fails({ErrorCode.VAULT_NOT_FOUND, ErrorCode.INSUFFICIENT_PERMISSIONS})
    ResponseEntity<Void> delete(@AuthenticationPrincipal SessionPrincipal user, @PathVariable String id) {
        return Versioned.noContent(vaults.delete(user.userId(), id));
    }
}
