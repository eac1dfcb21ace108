package io.syncscript.doctor.access;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** An Engine.IO connection over long polling, opened by a session, every request of which the caller makes. */
public final class PollingConnection {
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";

    private final Session session;
    private final String sid;
    private final Duration pingInterval;

    private PollingConnection(Session session, JsonNode opened) {
        this.session = session;
        this.sid = opened.path("sid").asString("");
        this.pingInterval = Duration.ofMillis(opened.path("pingInterval").asLong(0));
    }

    /** @throws HandshakeException where something else than an open packet is the answer */
    public static PollingConnection open(HttpAccess server, Session session) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.send(session.request(server, PATH));
        if (!isOpenPacket(answer)) {
            throw new HandshakeException(answer.statusCode(), Answers.describe(answer));
        }
        return new PollingConnection(session, Json.read(answer.body().substring(1)));
    }

    /** The answer to an attempt of nobody from a page of that origin; an empty one is none. */
    public static HttpResponse<String> attempt(HttpAccess server, String origin)
            throws IOException, InterruptedException {
        return server.send(
                origin.isEmpty() ? server.request(PATH) : server.request(PATH).header("Origin", origin));
    }

    /** Whether a gateway of this protocol accepted the connection. */
    public static boolean isOpenPacket(HttpResponse<String> answer) {
        return answer.statusCode() == 200 && answer.body().startsWith("0{");
    }

    /** How long the gateway lets a connection be quiet before it sends a ping. */
    public Duration pingInterval() {
        return pingInterval;
    }

    String sid() {
        return sid;
    }

    /** Sends packets in a request of its own. */
    public HttpResponse<String> post(HttpAccess server, String packets) throws IOException, InterruptedException {
        return server.send(session.request(server, path()).POST(BodyPublishers.ofString(packets)));
    }

    /** Waits in one request for packets, so long at most. */
    public HttpResponse<String> poll(HttpAccess server, Duration patience) throws IOException, InterruptedException {
        return server.send(session.request(server, path()).timeout(patience));
    }

    private String path() {
        return PATH + "&sid=" + sid;
    }
}
