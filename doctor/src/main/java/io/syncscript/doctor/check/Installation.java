package io.syncscript.doctor.check;

import io.syncscript.doctor.access.HttpAccess;
import io.syncscript.doctor.access.Login;
import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.access.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The installation under examination: ways in, and what the examination made there, which {@link #cleanUp()} removes. Safe for any
 * thread.
 */
public final class Installation implements AutoCloseable {
    private final Settings settings;
    private final SSLContext trust;
    private final HttpAccess origin;
    private final List<Session> sessions = new ArrayList<>();
    private final Deque<CanaryVault> vaults = new ArrayDeque<>();
    private @Nullable CanaryVault canary;

    /** @throws IOException where the certificates to trust cannot be read */
    public Installation(Settings settings) throws IOException {
        this.settings = settings;
        this.trust = Trust.of(settings.authority());
        this.origin = new HttpAccess(settings.url(), trust);
    }

    public Settings settings() {
        return settings;
    }

    /** The origin that clients use. */
    public HttpAccess origin() {
        return origin;
    }

    /** Another server of it, closed by the caller. */
    public HttpAccess access(URI server) {
        return new HttpAccess(server, trust);
    }

    /** Logs in once more. */
    public synchronized Login logIn() throws IOException, InterruptedException {
        Settings.Account account = settings.account();
        Login login = Login.attempt(origin, account.email(), account.password());
        login.session().ifPresent(sessions::add);
        return login;
    }

    /** The session that was opened first. */
    public Session session() throws IOException, InterruptedException {
        return sessions(1).getFirst();
    }

    /** So many different sessions; opens those that are missing. */
    public synchronized List<Session> sessions(int count) throws IOException, InterruptedException {
        while (sessions.size() < count) {
            Login login = logIn();
            if (login.session().isEmpty()) {
                throw new IOException("another login was answered with HTTP " + login.status());
            }
        }
        return List.copyOf(sessions.subList(0, count));
    }

    /** Whether anybody is logged in. */
    public synchronized boolean hasSession() {
        return !sessions.isEmpty();
    }

    /** The vault in which changes can be made; makes it when first asked for. */
    public synchronized CanaryVault canary() throws IOException, InterruptedException {
        if (canary == null) {
            canary = newVault();
        }
        return canary;
    }

    /** A vault that nobody else uses. */
    public synchronized CanaryVault newVault() throws IOException, InterruptedException {
        CanaryVault vault = CanaryVault.create(origin, session());
        vaults.push(vault);
        return vault;
    }

    /** The status of an attempt to make a vault from a page of that origin. A vault that was made is deleted in the end. */
    public synchronized int attemptVault(String pageOrigin) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                origin.send(CanaryVault.request(origin, session()).header("Origin", pageOrigin));
        if (answer.statusCode() == 201) {
            vaults.push(CanaryVault.created(answer));
        }
        return answer.statusCode();
    }

    /** Deletes the vaults and logs out; what could not be undone is returned as a sentence. */
    public synchronized Optional<String> cleanUp() throws InterruptedException {
        List<String> left = new ArrayList<>();
        while (!vaults.isEmpty()) {
            CanaryVault vault = vaults.pop();
            try {
                if (!vault.delete(origin, session())) {
                    left.add(vault.id());
                }
            } catch (IOException e) {
                left.add(vault.id());
            }
        }
        logOut();
        return left.isEmpty() ? Optional.empty() : Optional.of("left behind: vault " + String.join(", ", left));
    }

    private void logOut() throws InterruptedException {
        for (Session session : sessions) {
            try {
                session.logOut(origin);
            } catch (IOException e) {
                break; // It expires by itself.
            }
        }
        sessions.clear();
    }

    @Override
    public void close() {
        origin.close();
    }
}
