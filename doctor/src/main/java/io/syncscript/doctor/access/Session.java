package io.syncscript.doctor.access;

import io.syncscript.model.session.SessionCookie;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session that somebody logged in to.
 *
 * @param setCookie the header that made the cookie, as it came through the proxy
 */
public record Session(String cookie, String setCookie) {
    private static final String PREFIX = SessionCookie.NAME + "=";

    /** The session that an answer to a login brought. */
    static Optional<Session> of(List<String> setCookies) {
        return setCookies.stream()
                .filter(header -> header.startsWith(PREFIX))
                .map(header -> new Session(header.substring(PREFIX.length()).split(";", 2)[0], header))
                .filter(session -> !session.cookie().isEmpty())
                .findFirst();
    }

    /** A request of this session. */
    public HttpRequest.Builder request(HttpAccess server, String pathAndQuery) {
        return server.request(pathAndQuery).header("Cookie", cookieHeader());
    }

    /** A JSON body posted by this session. */
    public HttpRequest.Builder post(HttpAccess server, String path, Map<String, String> body) {
        return request(server, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
    }

    /** Ends it. */
    public void logOut(HttpAccess server) throws IOException, InterruptedException {
        server.send(request(server, "/api/auth/logout").POST(BodyPublishers.noBody()));
    }

    String cookieHeader() {
        return PREFIX + cookie;
    }

    /** The attributes of the cookie, in lower case. */
    public List<String> attributes() {
        return Stream.of(setCookie.split(";", -1))
                .skip(1)
                .map(attribute -> attribute.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Without the cookie. */
    @Override
    public String toString() {
        return "a session";
    }
}
