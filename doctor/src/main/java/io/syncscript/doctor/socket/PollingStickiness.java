package io.syncscript.doctor.socket;

import io.syncscript.doctor.access.Answers;
import io.syncscript.doctor.access.HandshakeException;
import io.syncscript.doctor.access.HttpAccess;
import io.syncscript.doctor.access.PollingConnection;
import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** All requests of a polling client come to the gateway that knows it, whatever TCP connection they take. */
public final class PollingStickiness implements Check {
    private static final int SESSIONS = 6;
    private static final int REQUESTS = 20;
    private static final int CONNECTIONS = 4;
    private static final String CONNECT = "40";
    private static final String PONG = "3";
    private static final String CLOSE = "1";

    @Override
    public String name() {
        return "polling stickiness";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.LOGIN, Prerequisite.SOCKETS);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        List<HttpAccess> ways = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            ways.add(installation.origin().overOtherConnections());
        }
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = new ArrayList<>();
            for (Session session : installation.sessions(SESSIONS)) {
                running.add(clients.submit(() -> examine(session, ways)));
            }
            for (Future<Void> each : running) {
                await(each);
            }
        } finally {
            ways.forEach(HttpAccess::close);
        }
        return new Finding.Healthy(SESSIONS + " sessions, " + SESSIONS * REQUESTS + " requests over " + CONNECTIONS
                + " connections or more, each at its gateway");
    }

    private static void await(Future<Void> client) throws IOException, InterruptedException {
        try {
            client.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The first request is let in to the namespace, so that the gateway keeps the connection however long the others take. */
    private static @Nullable Void examine(Session session, List<HttpAccess> ways)
            throws IOException, InterruptedException {
        PollingConnection polling = open(session, ways.getFirst());
        for (int request = 1; request <= REQUESTS; request++) {
            HttpResponse<String> answer = polling.post(ways.get(request % ways.size()), packet(request));
            if (answer.statusCode() != 200) {
                throw new FailedException(
                        "request " + request + " of a polling client is answered with " + Answers.describe(answer),
                        "Let the proxy choose the gateway by a hash of the cookie SESSION"
                                + " (nginx: hash $cookie_SESSION consistent), not by turns or by TCP connection.");
            }
        }
        return null;
    }

    private static String packet(int request) {
        if (request == 1) {
            return CONNECT;
        }
        return request == REQUESTS ? CLOSE : PONG;
    }

    private static PollingConnection open(Session session, HttpAccess way) throws IOException, InterruptedException {
        try {
            return PollingConnection.open(way, session);
        } catch (HandshakeException e) {
            throw new FailedException(
                    "a polling client is " + e.getMessage(),
                    e.status() == 429
                            ? "All clients seem to have one address: have the proxy send X-Forwarded-For,"
                                    + " and its network in SYNCSCRIPT_GATEWAY_TRUSTED_PROXIES."
                            : "See the log of the gateways; one of them may be away.");
        }
    }
}
