package io.syncscript.benchmarks.messages;

import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.model.session.SessionCookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** The packaged processes; a change is a source that is added over REST. */
final class OurGateways implements Gateways {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, PubSubCounter> counters;
    private final LocalStack stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String cookie;

    private OurGateways(LocalStack stack, Map<String, PubSubCounter> counters) {
        this.stack = stack;
        this.counters = counters;
        this.cookie = register();
    }

    static OurGateways start(Path projectRoot, int count) {
        Map<String, PubSubCounter> counters = new ConcurrentHashMap<>();
        StackOptions options = StackOptions.defaults(projectRoot)
                .withPort(0)
                .withDemoData(false)
                .withGateways(count)
                .withEnvironment((service, servers) -> {
                    PubSubCounter counter = counters.computeIfAbsent(
                            service,
                            name -> PubSubCounter.to(
                                    URI.create(servers.redisUrl()).getPort()));
                    return Map.of("SYNCSCRIPT_REDIS_URL", counter.url());
                });
        return new OurGateways(LocalStack.start(options, Progress.silent()), counters);
    }

    private String register() {
        Map<String, String> account =
                Map.of("email", "bench@example.org", "name", "Bench", "password", "a long benchmark password");
        HttpResponse<String> answer = post("/api/auth/register", account, "none=yet");
        return answer.headers().allValues("set-cookie").stream()
                .filter(set -> set.startsWith(SessionCookie.NAME + "="))
                .map(set -> set.split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no session: " + answer.statusCode()));
    }

    private HttpResponse<String> post(String path, Map<String, String> body, String as) {
        HttpRequest request = HttpRequest.newBuilder(stack.api().resolve(path))
                .header("Content-Type", "application/json")
                .header("Cookie", as)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(path + " is answered " + answer.statusCode());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException("the API service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public String name() {
        return "SyncScript";
    }

    @Override
    public List<String> createVaults(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> post("/api/vaults", Map.of("name", "Vault " + i), cookie))
                .map(answer -> JSON.readTree(answer.body()).get("id").asString())
                .toList();
    }

    @Override
    public List<URI> uris() {
        return stack.gateways();
    }

    @Override
    public List<PubSubCounter> counters() {
        return IntStream.rangeClosed(1, stack.gateways().size())
                .mapToObj(number -> "gateway-" + number)
                .map(counters::get)
                .toList();
    }

    @Override
    public String cookie() {
        return cookie;
    }

    @Override
    public void change(String vaultId) {
        post(
                "/api/vaults/" + vaultId + "/sources",
                Map.of("title", "Paper", "fileUrl", "https://files.example.org/paper.pdf"),
                cookie);
    }

    @Override
    public void close() {
        stack.close();
        counters.values().forEach(PubSubCounter::close);
        http.close();
    }
}
