package io.syncscript.api.member;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.syncscript.api.web.Cursor;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Fails;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.event.Member;
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
@RequestMapping("/api/vaults/{id}/members")
@Tag(name = "Members")
class MemberController {
    private final Members members;

    MemberController(Members members) {
        this.members = members;
    }

    @GetMapping
    @Operation(summary = "List a vault's members in the order of joining (member)")
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.VAULT_NOT_FOUND})
    ResponseEntity<Page<Member>> list(
            @AuthenticationPrincipal SessionPrincipal user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return members.list(user.userId(), id, Cursor.parse(cursor), limit).ok();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a member by email (owner)")
    @Fails({
        ErrorCode.VALIDATION_FAILED,
        ErrorCode.VAULT_NOT_FOUND,
        ErrorCode.USER_NOT_FOUND,
        ErrorCode.INSUFFICIENT_PERMISSIONS,
        ErrorCode.ALREADY_MEMBER
    })
    ResponseEntity<Member> add(
            @AuthenticationPrincipal SessionPrincipal user,
            @PathVariable String id,
            @Valid @RequestBody NewMember member) {
        return members.add(user.userId(), id, member).created();
    }

    @PatchMapping("/{userId}")
    @Operation(
            summary = "Change a member's role (owner)",
            description = "The role that the member has already is answered 200 and takes no revision.")
    @Fails({
        ErrorCode.VALIDATION_FAILED,
        ErrorCode.VAULT_NOT_FOUND,
        ErrorCode.MEMBER_NOT_FOUND,
        ErrorCode.INSUFFICIENT_PERMISSIONS,
        ErrorCode.LAST_OWNER
    })
    ResponseEntity<Member> changeRole(
            @AuthenticationPrincipal SessionPrincipal user,
            @PathVariable String id,
            @PathVariable String userId,
            @Valid @RequestBody RoleChange change) {
        return members.changeRole(user.userId(), id, userId, change.role()).ok();
    }

    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a member (owner), or leave (the member itself)")
    @Fails({
        ErrorCode.VAULT_NOT_FOUND,
        ErrorCode.MEMBER_NOT_FOUND,
        ErrorCode.INSUFFICIENT_PERMISSIONS,
        ErrorCode.LAST_OWNER
    })
    ResponseEntity<Void> remove(
            @AuthenticationPrincipal SessionPrincipal user, @PathVariable String id, @PathVariable String userId) {
        return Versioned.noContent(members.remove(user.userId(), id, userId));
    }
}
