package io.syncscript.doctor.socket;

import io.syncscript.doctor.access.PollingConnection;
import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.access.SocketConnection;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** A long poll and a websocket on which nothing happens live until the gateway's next ping. */
public final class QuietConnections implements Check {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String CONNECT = "40";
    private static final String PING = "2";
    private static final char SEPARATOR = '\u001e';

    @Override
    public String name() {
        return "quiet connections";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.LOGIN, Prerequisite.SOCKETS, Prerequisite.WEBSOCKET);
    }

    @Override
    public boolean inBackground() {
        return true;
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        if (installation.settings().quick()) {
            return new Finding.Skipped("--quick");
        }
        Session session = installation.session();
        PollingConnection polling = PollingConnection.open(installation.origin(), session);
        Duration patience = polling.pingInterval().plus(GRACE);
        long began = System.nanoTime();
        try (SocketConnection socket = SocketConnection.open(installation.origin(), session)) {
            polling.post(installation.origin(), CONNECT);
            awaitPing(installation, polling, patience);
            awaitPing(socket, patience.minusNanos(System.nanoTime() - began));
        }
        return new Finding.Healthy("kept for the " + polling.pingInterval().toSeconds() + " s until the next ping");
    }

    private static void awaitPing(Installation installation, PollingConnection polling, Duration patience)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer;
            do {
                answer = polling.poll(installation.origin(), patience.minusNanos(System.nanoTime() - began));
                if (answer.statusCode() != 200) {
                    throw ended("a long poll is answered with HTTP " + answer.statusCode(), began);
                }
            } while (!isPing(answer.body()));
        } catch (FailedException e) {
            throw e;
        } catch (IOException e) {
            throw ended("a long poll ends: " + e.getMessage(), began);
        }
    }

    private static void awaitPing(SocketConnection socket, Duration patience) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try {
            if (!socket.awaitPing(patience)) {
                throw ended("no ping on a websocket", began);
            }
        } catch (FailedException e) {
            throw e;
        } catch (IOException e) {
            throw ended("a quiet websocket ends: " + e.getMessage(), began);
        }
    }

    private static boolean isPing(String payload) {
        for (String packet : payload.split(String.valueOf(SEPARATOR), -1)) {
            if (packet.equals(PING)) {
                return true;
            }
        }
        return false;
    }

    private static FailedException ended(String problem, long began) {
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        return new FailedException(
                problem + " (after " + seconds + " s)",
                "Raise the proxy's time-outs above ping interval and ping time-out together, 45 s by default"
                        + " (nginx: proxy_read_timeout 60s; proxy_send_timeout 60s).");
    }
}
