package io.syncscript.doctor.origin;

import io.syncscript.doctor.access.Login;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The account can log in and gets a cookie. */
public final class LoginAccepted implements Check {
    @Override
    public String name() {
        return "login";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.REST);
    }

    @Override
    public Optional<Prerequisite> establishes() {
        return Optional.of(Prerequisite.LOGIN);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        String email = installation.settings().account().email();
        Login login = installation.logIn();
        if (login.session().isPresent()) {
            return new Finding.Healthy("as " + email);
        }
        String answered = email + " is answered with HTTP " + login.status();
        throw switch (login.status()) {
            case 200 ->
                new FailedException(
                        "a login brings no session cookie",
                        "Let the proxy pass the response header Set-Cookie on as it is.");
            case 401 ->
                new FailedException(
                        answered,
                        "Give an account that exists: --email, and its password in SYNCSCRIPT_DOCTOR_PASSWORD.");
            case 429 -> new FailedException(answered, "Too many logins failed: wait as long as Retry-After says.");
            default ->
                new FailedException(
                        answered, "See the API service's log; 503 says that PostgreSQL or Redis cannot be asked.");
        };
    }
}
