package io.syncscript.local.network;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One connection to Redis: every command has its answer, and the client gets the answers in the order of its commands,
 * whatever order they reached Redis in. Does not know commands without a reply ({@code MONITOR}, {@code CLIENT REPLY}).
 */
final class RedisTraffic implements Traffic {
    private static final int WINDOW_COMMANDS = 5;
    private static final Duration WINDOW = Duration.ofMillis(60);

    private final LinkedConnection connection;
    private final RedisFaults faults;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Deque<Answer> owedToClient = new ArrayDeque<>();
    private final Deque<Answer> awaitedFromRedis = new ArrayDeque<>();
    private List<Held> window = new ArrayList<>();
    private long windowNumber;
    private boolean inTransaction;

    private record Held(RedisCommand publish, Answer answer) {}

    RedisTraffic(LinkedConnection connection, RedisFaults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    @Override
    public void up() throws IOException {
        RespReader commands = new RespReader(connection.fromClient());
        for (Optional<RespFrame> next = commands.read(); next.isPresent(); next = commands.read()) {
            connection.awaitFlow();
            onCommand(new RedisCommand(next.get()));
        }
        connection.awaitFlow();
        sendWindow();
    }

    @Override
    public void down() throws IOException {
        RespReader frames = new RespReader(connection.fromServer());
        for (Optional<RespFrame> next = frames.read(); next.isPresent(); next = frames.read()) {
            connection.awaitFlow();
            onFrame(next.get());
        }
    }

    boolean isEnded() {
        return connection.isClosed();
    }

    synchronized boolean isSubscribed() {
        return !subscriptions.isEmpty();
    }

    void freeze() {
        connection.freeze();
    }

    /** Has Redis forget subscriptions without the client's knowledge; returns how many. */
    synchronized int forget(Predicate<String> channels) throws IOException {
        List<RedisCommand> leaving = subscriptions.leaving(channels);
        sendWindow();
        for (RedisCommand command : leaving) {
            send(command, Answer.awaited(command));
        }
        return leaving.size();
    }

    private synchronized void onCommand(RedisCommand command) throws IOException {
        boolean publish = command.isPublish() && !inTransaction;
        if (publish && faults.swallows()) {
            faults.swallowed.increment();
            owedToClient.add(Answer.heardByNobody(command));
            payClient();
            return;
        }
        Answer answer = Answer.awaited(command);
        owedToClient.add(answer);
        if (publish && faults.disorders()) {
            hold(new Held(command, answer));
            return;
        }
        sendWindow();
        send(command, answer);
        inTransaction = command.beginsTransaction() || (inTransaction && !command.endsTransaction());
    }

    private void hold(Held held) throws IOException {
        window.add(held);
        if (window.size() == WINDOW_COMMANDS) {
            sendWindow();
        } else if (window.size() == 1) {
            long opened = windowNumber;
            CompletableFuture.delayedExecutor(WINDOW.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> expire(opened));
        }
    }

    private void expire(long opened) {
        try {
            connection.awaitFlow();
            synchronized (this) {
                if (windowNumber == opened) {
                    sendWindow();
                }
            }
        } catch (IOException e) {
            // The connection is gone, and what was held with it.
        }
    }

    private synchronized void sendWindow() throws IOException {
        List<Held> ordered = window;
        window = new ArrayList<>();
        windowNumber++;
        Set<Held> sent = new HashSet<>();
        for (Held held : faults.disordered(ordered)) {
            send(held.publish(), sent.add(held) ? held.answer() : Answer.awaited(held.publish()));
        }
    }

    private void send(RedisCommand command, Answer answer) throws IOException {
        awaitedFromRedis.add(answer);
        command.frame().writeTo(connection.toServer());
    }

    private synchronized void onFrame(RespFrame frame) throws IOException {
        if (subscriptions.isDelivery(frame)) {
            deliver(frame);
            return;
        }
        Answer awaited = awaitedFromRedis.peek();
        if (awaited == null || !awaited.accepts(frame)) {
            frame.writeTo(connection.toClient());
            return;
        }
        awaited.add(frame, subscriptions.count(frame.name()));
        subscriptions.note(frame);
        if (awaited.isComplete()) {
            awaitedFromRedis.remove();
            payClient();
        }
    }

    private void deliver(RespFrame delivery) throws IOException {
        if (faults.drops(Subscriptions.channelOf(delivery))) {
            faults.dropped.increment();
        } else {
            delivery.writeTo(connection.toClient());
        }
    }

    private void payClient() throws IOException {
        for (Answer next = owedToClient.peek(); next != null && next.isComplete(); next = owedToClient.peek()) {
            owedToClient.remove().writeTo(connection.toClient());
        }
    }
}
