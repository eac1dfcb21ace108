package io.syncscript.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as one signed-in user calls it. */
public final class ApiClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final URI api;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    private ApiClient(URI api) {
        this.api = api;
    }

    /** Logs in, after registering where the API does not know the user yet. */
    public static ApiClient signIn(URI api, String email, String name, String password) {
        ApiClient client = new ApiClient(api);
        Map<String, String> credentials = Map.of("email", email, "password", password);
        if (client.send("POST", "/api/auth/login", credentials).statusCode() != 200) {
            client.post("/api/auth/register", Map.of("email", email, "name", name, "password", password));
        }
        return client;
    }

    /** @throws IllegalStateException where the answer is no success */
    public JsonNode get(String path) {
        return body("GET", path, send("GET", path, null));
    }

    /** @throws IllegalStateException where the answer is no success */
    public JsonNode post(String path, Map<String, String> body) {
        return body("POST", path, send("POST", path, body));
    }

    /** The cookie header with which another client is the same user. */
    public String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static JsonNode body(String method, String path, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    method + " " + path + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, @Nullable Map<String, String> body) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", e);
        }
    }
}
