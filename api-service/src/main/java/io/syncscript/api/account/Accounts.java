package io.syncscript.api.account;

import io.syncscript.api.throttle.HashingTurns;
import io.syncscript.api.throttle.LoginThrottle;
import io.syncscript.api.web.ApiException;
import io.syncscript.api.web.EmailAddress;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Ids;
import io.syncscript.model.session.SessionPrincipal;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers accounts and checks passwords. Hashing takes its time outside of any transaction. */
@Component
class Accounts {
    private final AccountRepository accounts;
    private final TransactionTemplate transactions;
    private final PasswordEncoder passwords;
    private final HashingTurns hashing;
    private final LoginThrottle throttle;
    private final Clock clock;
    private final String hashOfNobody;

    Accounts(
            AccountRepository accounts,
            TransactionTemplate transactions,
            PasswordEncoder passwords,
            HashingTurns hashing,
            LoginThrottle throttle,
            Clock clock) {
        this.accounts = accounts;
        this.transactions = transactions;
        this.passwords = passwords;
        this.hashing = hashing;
        this.throttle = throttle;
        this.clock = clock;
        this.hashOfNobody = passwords.encode(Ids.next());
    }

    /**
     * Registers an account together with its first session: where the session cannot be made, there is no account either.
     *
     * @param firstSession makes the session, before the commit
     * @throws ApiException EMAIL_TAKEN, also where another registration of the email wins the race
     */
    <S> S register(Registration registration, Function<SessionPrincipal, S> firstSession) {
        if (accounts.withEmail(registration.email()).isPresent()) {
            throw emailTaken();
        }
        SessionPrincipal principal = new SessionPrincipal(Ids.next(), registration.email(), registration.name());
        String hash = hashing.take(() -> passwords.encode(registration.password()));
        return transactions.execute(status -> {
            int added = accounts.add(principal.userId(), principal.email(), principal.name(), hash, clock.instant());
            if (added == 0) {
                throw emailTaken();
            }
            return firstSession.apply(principal);
        });
    }

    /**
     * Logs in by an email and its password. Takes about as long for an email that nobody has, and is limited the same.
     *
     * @param address of the client
     * @param session makes the session; the password cannot change before that is committed
     * @throws ApiException INVALID_CREDENTIALS, or RATE_LIMITED where too many attempts have failed
     */
    <S> S logIn(Login login, String address, Function<SessionPrincipal, S> session) {
        Optional<Account> account = accounts.withEmail(EmailAddress.canonical(login.email()));
        String hash = account.map(Account::passwordHash).orElse(hashOfNobody);
        String limited = account.map(found -> found.principal().userId()).orElse(EmailAddress.folded(login.email()));
        boolean matches = matches(limited, address, login.password(), hash);
        SessionPrincipal principal =
                account.filter(found -> matches).map(Account::principal).orElseThrow(Accounts::invalidCredentials);
        return transactions.execute(status -> {
            if (accounts.holdPassword(principal.userId(), hash).isEmpty()) {
                throw invalidCredentials();
            }
            return session.apply(principal);
        });
    }

    /**
     * Changes a password, together with what has to become of the user's sessions. Limited as logins are.
     *
     * @param address of the client
     * @param sessions called in the transaction that changes the password
     * @throws ApiException WRONG_PASSWORD, or RATE_LIMITED where too many attempts have failed
     */
    <S> S changePassword(
            SessionPrincipal user, PasswordChange change, String address, Function<SessionPrincipal, S> sessions) {
        Account account = accounts.withId(user.userId()).orElseThrow(Accounts::wrongPassword);
        String hash = account.passwordHash();
        if (!matches(user.userId(), address, change.currentPassword(), hash)) {
            throw wrongPassword();
        }
        String changed = hashing.take(() -> passwords.encode(change.newPassword()));
        return transactions.execute(status -> {
            if (accounts.changePassword(user.userId(), hash, changed) == 0) {
                throw wrongPassword();
            }
            return sessions.apply(account.principal());
        });
    }

    private boolean matches(String limited, String address, String password, String hash) {
        return throttle.attempt(
                limited, address, () -> PasswordRule.Validator.fits(password) && passwords.matches(password, hash));
    }

    private static ApiException invalidCredentials() {
        return new ApiException(ErrorCode.INVALID_CREDENTIALS, "The email and the password do not belong together");
    }

    private static ApiException wrongPassword() {
        return new ApiException(ErrorCode.WRONG_PASSWORD, "The current password is another one");
    }

    private static ApiException emailTaken() {
        return new ApiException(ErrorCode.EMAIL_TAKEN, "An account has this email already");
    }
}
