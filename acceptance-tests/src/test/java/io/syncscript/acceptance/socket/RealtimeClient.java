package io.syncscript.acceptance.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** A Socket.IO client of either kind that writes down what it hears. Used from the test's thread only. */
public interface RealtimeClient extends AutoCloseable {
    Duration PATIENCE = Duration.ofSeconds(10);

    /** Starts to connect, or to connect again; {@link #awaitConnected} waits for it. */
    void open();

    /** Disconnects for good, as {@code socket.disconnect()} does. */
    void disconnect();

    boolean isConnected();

    /** {@code socket.id}. */
    String id();

    /** The transport that the latest packets came over. */
    String transport();

    /** Emits without asking for an acknowledgement; each argument is anything that Jackson writes. */
    void emit(String event, Object... args);

    /** Emits and returns the first argument of the acknowledgement; missing where it has none. */
    JsonNode request(String event, Object... args);

    /** All that was heard so far, in its order. */
    List<ReceivedEvent> heard();

    @Override
    void close();

    default void awaitConnected() {
        awaitUntil(this::isConnected, "is connected");
    }

    /** Waits until packets come over this transport. */
    default void awaitTransport(String name) {
        awaitUntil(() -> request("ping") != null && transport().equals(name), "talks over " + name);
    }

    /** Waits for the first event that the condition accepts and returns it. */
    default ReceivedEvent await(Predicate<ReceivedEvent> condition) {
        awaitUntil(() -> heard().stream().anyMatch(condition), "hears the event");
        return heard().stream().filter(condition).findFirst().orElseThrow();
    }

    default ReceivedEvent await(String event) {
        return await(heard -> heard.is(event));
    }

    /** Waits until the vault's change of that revision has come, and with it all that was sent before. */
    default void awaitRevision(String vaultId, long revision) {
        await(heard -> heard.isVaultEvent() && heard.text("vaultId").equals(vaultId) && heard.revision() == revision);
    }

    default List<ReceivedEvent> heard(String event) {
        return heard().stream().filter(heard -> heard.is(event)).toList();
    }

    /** The changes and announcements of vaults, in the order in which they came. */
    default List<ReceivedEvent> vaultEvents() {
        return heard().stream().filter(ReceivedEvent::isVaultEvent).toList();
    }

    /** Joins the vault, which must succeed. */
    default JsonNode join(String vaultId) {
        return accepted(request("vault:join", vaultId));
    }

    /** Joins the vault from a revision on, which must succeed. */
    default JsonNode join(String vaultId, long revision) {
        return accepted(request("vault:join", Map.of("vaultId", vaultId, "revision", revision)));
    }

    private static JsonNode accepted(JsonNode answer) {
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        return answer;
    }

    private void awaitUntil(Callable<Boolean> condition, String what) {
        try {
            // A browser can only be asked by the thread that started it.
            Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(PATIENCE)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not so in time: " + this + " " + what + "; it heard " + heard(), e);
        }
    }
}
