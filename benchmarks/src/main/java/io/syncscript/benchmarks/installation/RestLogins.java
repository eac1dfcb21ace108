package io.syncscript.benchmarks.installation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Logs users in, a few at a time. */
final class RestLogins {
    private static final int AT_ONCE = 8;

    private final URI login;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RestLogins(URI api) {
        this.login = api.resolve("/api/auth/login");
    }

    /** @return for each email the value of the cookie header that carries its session */
    List<String> logIn(List<String> emails, String password) {
        Semaphore room = new Semaphore(AT_ONCE);
        List<CompletableFuture<String>> sessions = emails.stream()
                .map(email -> {
                    room.acquireUninterruptibly();
                    return logIn(email, password).whenComplete((cookie, failure) -> room.release());
                })
                .toList();
        return sessions.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<String> logIn(String email, String password) {
        HttpRequest request = HttpRequest.newBuilder(login)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(RestLogins::cookie);
    }

    private static String cookie(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("A login was answered " + answer.statusCode() + ": " + answer.body());
        }
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
