package io.syncscript.acceptance.rest;

import io.syncscript.model.access.VaultRole;
import io.syncscript.model.session.SessionCookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a session who calls the REST API, the way a script does: with its cookie, without a browser's headers. */
public final class RestUser {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final String PASSWORD = "correct horse battery";
    private static final String SET_SESSION = SessionCookie.NAME + "=";

    private final URI origin;
    private volatile String sessionCookie = "";
    private JsonNode account = JsonMapper.shared().createObjectNode();

    private RestUser(URI origin) {
        this.origin = origin;
    }

    /** Somebody who has not logged in. */
    public static RestUser anonymous(URI origin) {
        return new RestUser(origin);
    }

    /** A new user of that display name and an address of their own, logged in. */
    public static RestUser register(URI origin, String name) {
        RestUser user = new RestUser(origin);
        String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "." + UUID.randomUUID() + "@example.org";
        Map<String, String> registration = Map.of("email", email, "name", name, "password", PASSWORD);
        user.account =
                user.post("/api/auth/register", registration).expecting(201).body();
        return user;
    }

    /** The same person once more, with a session of their own. */
    public RestUser loginAgain() {
        RestUser again = new RestUser(origin);
        Map<String, String> login = Map.of("email", email(), "password", PASSWORD);
        again.account = again.post("/api/auth/login", login).expecting(200).body();
        return again;
    }

    public RestAnswer logOutEverywhere() {
        return post("/api/auth/logout-everywhere", Map.of());
    }

    /** Changes the password; who logs in again has to know. */
    public RestAnswer changePassword(String changed) {
        Map<String, String> change = Map.of("currentPassword", PASSWORD, "newPassword", changed);
        return sendText(
                "PUT",
                "/api/auth/password",
                "application/json",
                JsonMapper.shared().writeValueAsString(change));
    }

    public RestAnswer removeMember(String vaultId, RestUser member) {
        return delete("/api/vaults/" + vaultId + "/members/" + member.id());
    }

    public RestAnswer changeRole(String vaultId, RestUser member, VaultRole role) {
        return patch("/api/vaults/" + vaultId + "/members/" + member.id(), Map.of("role", role.wireName()));
    }

    public RestAnswer logout() {
        return post("/api/auth/logout", Map.of());
    }

    public String id() {
        return account.path("userId").asString();
    }

    public String name() {
        return account.path("name").asString();
    }

    public String email() {
        return account.path("email").asString();
    }

    public String password() {
        return PASSWORD;
    }

    /** The value of the session cookie; empty before the login. */
    public String sessionCookie() {
        return sessionCookie;
    }

    public String createVault(String name) {
        return post("/api/vaults", Map.of("name", name)).expecting(201).text("id");
    }

    public RestAnswer addMember(String vaultId, RestUser member, VaultRole role) {
        return post("/api/vaults/" + vaultId + "/members", Map.of("email", member.email(), "role", role.wireName()));
    }

    public RestAnswer addSource(String vaultId, String title) {
        return addSource(vaultId, Map.of("title", title, "fileUrl", "https://files.example.org/" + UUID.randomUUID()));
    }

    public RestAnswer addSource(String vaultId, Map<String, ?> source) {
        return post("/api/vaults/" + vaultId + "/sources", source);
    }

    public RestAnswer renameSource(String sourceId, String title) {
        return patch("/api/sources/" + sourceId, Map.of("title", title));
    }

    public RestAnswer deleteSource(String sourceId) {
        return delete("/api/sources/" + sourceId);
    }

    /** The sources of the vault in the order in which REST lists them; of a vault with one page of them. */
    public List<JsonNode> sources(String vaultId) {
        JsonNode list = get("/api/vaults/" + vaultId + "/sources?limit=100")
                .expecting(200)
                .body();
        return new ArrayList<>(list.path("items").values());
    }

    public long revision(String vaultId) {
        return get("/api/vaults/" + vaultId)
                .expecting(200)
                .body()
                .path("revision")
                .asLong();
    }

    public RestAnswer get(String path) {
        return send(request(path).GET());
    }

    public RestAnswer delete(String path) {
        return send(request(path).DELETE());
    }

    public RestAnswer post(String path, Object body) {
        return sendText("POST", path, "application/json", JsonMapper.shared().writeValueAsString(body));
    }

    public RestAnswer patch(String path, Object body) {
        return sendText("PATCH", path, "application/json", JsonMapper.shared().writeValueAsString(body));
    }

    /** Sends a body as it stands, whatever it is. */
    public RestAnswer sendText(String method, String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).method(method, BodyPublishers.ofString(body)));
    }

    /** A request with this user's cookie, to be completed and given to {@link #send}. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(origin.resolve(path)).timeout(Duration.ofSeconds(20));
        return sessionCookie.isEmpty() ? request : request.header("Cookie", SET_SESSION + sessionCookie);
    }

    public RestAnswer send(HttpRequest.Builder request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new AssertionError("the REST API did not answer", e);
        }
    }

    /** The same, for who expects that there may be no answer. */
    public RestAnswer exchange(HttpRequest.Builder request) throws IOException {
        try {
            RestAnswer answer = new RestAnswer(HTTP.send(request.build(), BodyHandlers.ofString()));
            answer.headers("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith(SET_SESSION))
                    .forEach(cookie -> sessionCookie =
                            cookie.substring(SET_SESSION.length()).split(";", 2)[0]);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
