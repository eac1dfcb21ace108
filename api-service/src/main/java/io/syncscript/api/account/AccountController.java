package io.syncscript.api.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.syncscript.api.session.LoginSessions;
import io.syncscript.api.session.Renewal;
import io.syncscript.api.session.StartedSession;
import io.syncscript.api.throttle.RegistrationThrottle;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Fails;
import io.syncscript.model.session.SessionPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
@Tag(name = "Accounts and sessions")
class AccountController {
    private final Accounts accounts;
    private final RegistrationThrottle registrations;
    private final LoginSessions sessions;

    AccountController(Accounts accounts, RegistrationThrottle registrations, LoginSessions sessions) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.sessions = sessions;
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Register and log in")
    @SecurityRequirements
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.EMAIL_TAKEN, ErrorCode.RATE_LIMITED})
    SessionPrincipal register(
            @Valid @RequestBody Registration registration, HttpServletRequest request, HttpServletResponse response) {
        registrations.count(request.getRemoteAddr());
        StartedSession session = accounts.register(registration, sessions::start);
        sessions.handOver(session, request, response);
        return session.principal();
    }

    @PostMapping("/login")
    @Operation(summary = "Log in; a session that the request carries is ended")
    @SecurityRequirements
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.INVALID_CREDENTIALS, ErrorCode.RATE_LIMITED})
    SessionPrincipal login(@Valid @RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        StartedSession session = accounts.logIn(login, request.getRemoteAddr(), sessions::start);
        sessions.handOver(session, request, response);
        return session.principal();
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End the session; its Socket.IO connections are ended too")
    @Fails({})
    void logout(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
    }

    @PostMapping("/logout-everywhere")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End all sessions of the caller; their Socket.IO connections are ended too")
    @Fails({})
    void logOutEverywhere(
            @AuthenticationPrincipal SessionPrincipal user, HttpServletRequest request, HttpServletResponse response) {
        sessions.endAll(user.userId(), request, response);
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the caller's password", description = """
                    Ends all sessions of the caller and their Socket.IO connections. The answer sets the cookie of a new session \
                    in the place of the one that the request came with.""")
    @Fails({ErrorCode.VALIDATION_FAILED, ErrorCode.WRONG_PASSWORD, ErrorCode.RATE_LIMITED})
    void changePassword(
            @AuthenticationPrincipal SessionPrincipal user,
            @Valid @RequestBody PasswordChange change,
            HttpServletRequest request,
            HttpServletResponse response) {
        Renewal renewal = accounts.changePassword(user, change, request.getRemoteAddr(), sessions::renew);
        sessions.handOver(renewal, request, response);
    }

    @GetMapping("/session")
    @Operation(summary = "Say whose session this is")
    @Fails({})
    SessionPrincipal session(@AuthenticationPrincipal SessionPrincipal user) {
        return user;
    }
}
