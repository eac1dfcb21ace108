package io.syncscript.api;

import io.syncscript.model.session.SessionCookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One client of the API with a cookie of its own, which it keeps as a browser would. */
public final class ApiClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final AtomicInteger USERS = new AtomicInteger();

    private final String url;
    private @Nullable String cookie;
    private String userId = "";
    private String email = "";

    public ApiClient(String url) {
        this.url = url;
    }

    /** Registers a new user, which logs the client in. */
    public ApiClient registered(String name) {
        String mail = name.toLowerCase(java.util.Locale.ROOT) + USERS.incrementAndGet() + "@example.org";
        Answer answer = post("/api/auth/register", Map.of("email", mail, "name", name, "password", "correct horse"));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        userId = answer.text("userId");
        email = mail;
        return this;
    }

    public String userId() {
        return userId;
    }

    public String email() {
        return email;
    }

    public @Nullable String cookie() {
        return cookie;
    }

    /** The id in the client's cookie. */
    public String sessionId() {
        return Optional.ofNullable(cookie).flatMap(SessionCookie::sessionId).orElseThrow();
    }

    /** The cookie of a session id. */
    public static String cookieOf(String sessionId) {
        return Base64.getEncoder().encodeToString(sessionId.getBytes(StandardCharsets.US_ASCII));
    }

    public void useCookie(@Nullable String value) {
        cookie = value;
    }

    /** Creates a vault and returns its id. */
    public String newVault(String name) {
        return post("/api/vaults", Map.of("name", name)).text("id");
    }

    /** Adds a source and returns the answer. */
    public Answer addSource(String vaultId, String title) {
        return post(
                "/api/vaults/" + vaultId + "/sources",
                Map.of("title", title, "fileUrl", "https://files.example.org/a.pdf"));
    }

    public Answer addMember(String vaultId, ApiClient member, String role) {
        return post("/api/vaults/" + vaultId + "/members", Map.of("email", member.email(), "role", role));
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, Object body) {
        return send("POST", path, JSON.writeValueAsString(body), Map.of());
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, JSON.writeValueAsString(body), Map.of());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    /** Sends any request; a body is said to be JSON where no header says otherwise. */
    public Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        if (cookie != null) {
            request.header("Cookie", "SESSION=" + cookie);
        }
        return send(request.build());
    }

    /** Sends a request as it is and keeps the cookie that the answer sets. */
    public Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            response.headers().firstValue("Set-Cookie").ifPresent(header -> {
                String value = header.substring("SESSION=".length(), header.indexOf(';'));
                cookie = value.isEmpty() ? null : value;
            });
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the server answered. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        }

        public String text(String field) {
            return json().path(field).asString("");
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public long revision() {
            return Long.parseLong(
                    response.headers().firstValue("X-Vault-Revision").orElse("-1"));
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + response.body();
        }
    }
}
