package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.RawSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A member with an open vault who is removed from it and added to it again and again, on one connection. */
final class RevokedMember implements AutoCloseable {
    private static final Pattern EVENT = Pattern.compile("42\\[\"([a-z:]+)\",.*?\"revision\":(\\d+).*");
    private static final Pattern TIMESTAMP = Pattern.compile(".*\"timestamp\":\"([^\"]+)\".*");

    private final RestUser user;
    private final RawSocket socket;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<String> joined = new CompletableFuture<>();

    /** An event, and how long it was under way since the API stamped it, which it does before the commit. */
    record Heard(String name, long revision, Duration age) {}

    RevokedMember(RestUser user, URI gateway) {
        this.user = user;
        this.socket = RawSocket.open(gateway, user.sessionCookie(), this::hear);
        socket.send("40");
        socket.awaitFrame("40{");
    }

    private void hear(String frame) {
        Instant now = Instant.now();
        if (frame.startsWith("43")) {
            joined.complete(frame);
        }
        Matcher event = EVENT.matcher(frame);
        Matcher timestamp = TIMESTAMP.matcher(frame);
        if (event.matches() && timestamp.matches()) {
            Duration age = Duration.between(Instant.parse(timestamp.group(1)), now);
            heard.add(new Heard(event.group(1), Long.parseLong(event.group(2)), age));
        }
    }

    RestUser user() {
        return user;
    }

    /** Joins and forgets what was heard before. */
    void join(String vaultId) {
        heard.clear();
        joined = new CompletableFuture<>();
        socket.send("421[\"vault:join\",\"" + vaultId + "\"]");
        assertThat(joined.orTimeout(10, TimeUnit.SECONDS).join()).startsWith("431[{\"ok\":true");
    }

    void awaitRevision(long revision) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> heard.stream().anyMatch(event -> event.revision() >= revision));
    }

    /** The vault's events since the last join. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        socket.close();
    }
}
