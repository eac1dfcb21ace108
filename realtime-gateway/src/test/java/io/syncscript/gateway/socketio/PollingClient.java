package io.syncscript.gateway.socketio;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** A long-polling client; every client here shares one HTTP client, and so its HTTP connections, as behind a proxy. */
final class PollingClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String sid;

    private PollingClient(String base, String sid) {
        this.base = base;
        this.sid = sid;
    }

    static PollingClient open(int port) throws Exception {
        String base = "http://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=polling";
        HttpResponse<String> opened = send(request(base).GET());
        String sid = JsonMapper.shared()
                .readTree(opened.body().substring(1))
                .get("sid")
                .asString();
        return new PollingClient(base, sid);
    }

    /** Joins the default namespace. */
    static PollingClient connect(int port, String token) throws Exception {
        PollingClient client = open(port);
        client.post("40{\"token\":\"" + token + "\"}");
        client.poll();
        return client;
    }

    String sid() {
        return sid;
    }

    HttpResponse<String> poll() throws Exception {
        return send(request(base + "&sid=" + sid).GET());
    }

    CompletableFuture<HttpResponse<String>> pollLater() {
        return HTTP.sendAsync(request(base + "&sid=" + sid).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body) throws Exception {
        return send(request(base + "&sid=" + sid).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(10));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
