package io.syncscript.acceptance.fault;

import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who changes the sources of a vault at a fixed rate, whether the changes before were answered or not. */
final class Mutator implements AutoCloseable {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

    /** Characters of three bytes each; a title may have a few more. */
    private static final int LARGE = 480;

    private static final int LARGE_URL = 2_000;

    private final RestUser owner;
    private final String vaultId;
    private final Load load;
    private final String filler;
    private final String fileUrl;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> sources = new ConcurrentLinkedQueue<>();
    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private int attempts;

    private Mutator(RestUser owner, String vaultId, Load load) {
        this.owner = owner;
        this.vaultId = vaultId;
        this.load = load;
        this.filler = load.large() ? "紙".repeat(LARGE) : "";
        this.fileUrl = "https://files.example.org/" + (load.large() ? "x".repeat(LARGE_URL) : "paper.pdf");
    }

    static Mutator start(RestUser owner, String vaultId, Load load) {
        Mutator mutator = new Mutator(owner, vaultId, load);
        long period = TimeUnit.SECONDS.toNanos(1) / load.perSecond();
        var unused = mutator.pace.scheduleAtFixedRate(mutator::attempt, 0, period, TimeUnit.NANOSECONDS);
        return mutator;
    }

    /** Half of the changes add a source, a third rename one, the others remove one; a removal is never large. */
    private void attempt() {
        int turn = attempts++;
        Optional<String> known = turn % 2 == 0 ? Optional.empty() : Optional.ofNullable(sources.poll());
        requests.execute(() -> known.ifPresentOrElse(source -> change(source, turn), () -> add("Paper " + turn)));
    }

    private void change(String source, int turn) {
        if (turn % 6 == 5 && !load.large()) {
            remove(source);
        } else {
            rename(source, "Paper " + turn);
        }
    }

    private void add(String title) {
        Map<String, String> body = Map.of("title", title + filler, "fileUrl", fileUrl, "fileKey", "key" + filler);
        send(json("POST", "/api/vaults/" + vaultId + "/sources", body))
                .ifPresent(answer -> sources.add(answer.text("id")));
    }

    private void rename(String source, String title) {
        send(json("PATCH", "/api/sources/" + source, Map.of("title", title + filler)));
        sources.add(source);
    }

    private void remove(String source) {
        send(owner.request("/api/sources/" + source).DELETE());
    }

    private HttpRequest.Builder json(String method, String path, Map<String, String> body) {
        return owner.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
    }

    /** The answer where the change was made. */
    private Optional<RestAnswer> send(HttpRequest.Builder request) {
        try {
            RestAnswer answer = owner.exchange(request.timeout(ANSWER_PATIENCE));
            if (answer.status() < 300) {
                answered.add(answer.vaultRevision());
                return Optional.of(answer);
            }
            refusals.add(new Refusal(Instant.now(), answer.status() + " " + answer.text("code")));
        } catch (IOException e) {
            refusals.add(new Refusal(Instant.now(), e.toString()));
        }
        return Optional.empty();
    }

    /** Ends the changes and waits for the answers to those under way. */
    void stop() {
        pace.close();
        requests.close();
    }

    /** The revisions that were answered. */
    List<Long> answered() {
        return List.copyOf(answered);
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        pace.shutdownNow();
        requests.shutdownNow();
    }
}
