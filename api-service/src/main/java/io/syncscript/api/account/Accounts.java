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
     * The account of an email and its password. Takes about as long for an email that nobody has, and is limited the same.
     *
     * @param address of the client
     * @throws ApiException INVALID_CREDENTIALS, or RATE_LIMITED where too many logins have failed
     */
    SessionPrincipal authenticate(Login login, String address) {
        Optional<Account> account = accounts.withEmail(EmailAddress.canonical(login.email()));
        String hash = account.map(Account::passwordHash).orElse(hashOfNobody);
        String limited = account.map(found -> found.principal().userId()).orElse(EmailAddress.folded(login.email()));
        boolean matches = throttle.attempt(
                limited,
                address,
                () -> PasswordRule.Validator.fits(login.password()) && passwords.matches(login.password(), hash));
        return account.filter(found -> matches)
                .map(Account::principal)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.INVALID_CREDENTIALS, "The email and the password do not belong together"));
    }

    private static ApiException emailTaken() {
        return new ApiException(ErrorCode.EMAIL_TAKEN, "An account has this email already");
    }
}
