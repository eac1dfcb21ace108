package io.syncscript.acceptance.fault;

import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who reads over REST at a fixed rate, whether the reads before were answered or not. */
final class Visitor implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final RestUser reader;
    private final List<String> paths;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();

    private Visitor(RestUser reader, List<String> paths) {
        this.reader = reader;
        this.paths = paths;
    }

    static Visitor start(RestUser reader, List<String> paths) {
        Visitor visitor = new Visitor(reader, paths);
        var unused = visitor.pace.scheduleAtFixedRate(
                () -> visitor.requests.execute(visitor::visit), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return visitor;
    }

    private void visit() {
        String path = paths.get(asked.getAndIncrement() % paths.size());
        try {
            RestAnswer answer = reader.exchange(reader.request(path).GET());
            if (answer.status() != 200) {
                refusals.add(new Refusal(Instant.now(), answer.status() + " " + answer.text("code")));
            }
        } catch (IOException e) {
            refusals.add(new Refusal(Instant.now(), e.toString()));
        }
    }

    /** Ends the reads and waits for the answers to those under way. */
    void stop() {
        pace.close();
        requests.close();
    }

    int asked() {
        return asked.get();
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
