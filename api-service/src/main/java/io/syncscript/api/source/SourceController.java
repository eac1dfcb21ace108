package io.syncscript.api.source;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.syncscript.api.access.VaultTurns;
import io.syncscript.api.web.Cursor;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Fails;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.event.Source;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class SourceController {
    private final Sources sources;
    private final VaultTurns turns;

    SourceController(Sources sources, VaultTurns turns) {
        this.sources = sources;
        this.turns = turns;
    }

    @PostMapping("/api/vaults/{id}/sources")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a source to a vault (owner, contributor)")
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.VAULT_NOT_FOUND, ErrorCode.INSUFFICIENT_PERMISSIONS})
    ResponseEntity<Source> create(
            @AuthenticationPrincipal SessionPrincipal user,
            @PathVariable String id,
            @Valid @RequestBody SourceFields fields) {
        return turns.take(id, () -> sources.create(user.userId(), id, fields)).created();
    }

    @GetMapping("/api/vaults/{id}/sources")
    @Operation(
            summary = "List a vault's sources, oldest first (member)",
            description = "Join the vault with the `revision` of the first page to miss nothing.")
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.VAULT_NOT_FOUND})
    ResponseEntity<SourcePage> list(
            @AuthenticationPrincipal SessionPrincipal user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Versioned<Page<Source>> page = sources.list(user.userId(), id, Cursor.parse(cursor), limit);
        return new Versioned<>(page.revision(), SourcePage.of(page)).ok();
    }

    @GetMapping("/api/sources/{id}")
    @Operation(summary = "Get a source (member)")
    @Fails(ErrorCode.SOURCE_NOT_FOUND)
    ResponseEntity<Source> get(@AuthenticationPrincipal SessionPrincipal user, @PathVariable String id) {
        return sources.get(user.userId(), id).ok();
    }

    @PatchMapping("/api/sources/{id}")
    @Operation(
            summary = "Change a source (owner, contributor)",
            description = "A patch that changes nothing is answered 200 and takes no revision.")
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.SOURCE_NOT_FOUND, ErrorCode.INSUFFICIENT_PERMISSIONS})
    ResponseEntity<Source> change(
            @AuthenticationPrincipal SessionPrincipal user, @PathVariable String id, @RequestBody SourcePatch patch) {
        return sources.change(user.userId(), id, patch).ok();
    }

    @DeleteMapping("/api/sources/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a source (owner, contributor)")
    @Fails({ErrorCode.SOURCE_NOT_FOUND, ErrorCode.INSUFFICIENT_PERMISSIONS})
    ResponseEntity<Void> delete(@AuthenticationPrincipal SessionPrincipal user, @PathVariable String id) {
        return Versioned.noContent(sources.delete(user.userId(), id));
    }
}
