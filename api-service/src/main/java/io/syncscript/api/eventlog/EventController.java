package io.syncscript.api.eventlog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.access.VaultReader;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Fails;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.access.Permission;
import io.syncscript.model.session.SessionPrincipal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
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
@Tag(name = "Events")
class EventController {
    private final VaultAccess access;
    private final EventRepository events;

    EventController(VaultAccess access, EventRepository events) {
        this.access = access;
        this.events = events;
    }

    @GetMapping("/api/vaults/{id}/events")
    @Operation(summary = "List a vault's events after a revision, oldest first", description = """
                    The next page is asked for with the revision of the last item as `after`.

                    Old events are pruned, always from the log's beginning, so the log is without gaps from its oldest event \
                    to the vault's revision. Revisions are consecutive: if the first item's revision is above `after + 1`, those \
                    between are gone, and the vault's present state is to be read instead. So they are for a member who was \
                    removed and added again: it is told what has happened since, and nothing from before.""")
    @Fails({ErrorCode.VAULT_NOT_FOUND, ErrorCode.VALIDATION_FAILED})
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public ResponseEntity<EventPage> list(
            @AuthenticationPrincipal SessionPrincipal user,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        VaultReader reader = access.read(id, user.userId(), Permission.READ);
        long from = Math.max(after, events.toldAfter(id, user.userId()));
        var items = events.after(id, from, Limit.of(limit)).stream()
                .map(LoggedEvent::item)
                .toList();
        return new Versioned<>(reader.revision(), new EventPage(items, reader.revision())).ok();
    }
}
