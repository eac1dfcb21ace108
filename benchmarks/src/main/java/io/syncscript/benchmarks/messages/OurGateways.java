package io.syncscript.benchmarks.messages;

import io.syncscript.benchmarks.installation.Ours;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.local.demo.ApiClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The packaged processes; a change is a source that is added over REST. */
final class OurGateways implements Gateways {
    private final Map<String, PubSubCounter> counters;
    private final LocalStack stack;
    private final ApiClient user;

    private OurGateways(LocalStack stack, Map<String, PubSubCounter> counters) {
        this.stack = stack;
        this.counters = counters;
        this.user = ApiClient.signIn(stack.api(), "bench@example.org", "Bench", "a long benchmark password");
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

    @Override
    public String name() {
        return Ours.NAME;
    }

    @Override
    public List<String> createVaults(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> user.post("/api/vaults", Map.of("name", "Vault " + i)))
                .map(vault -> vault.get("id").asString())
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
        return user.cookie();
    }

    @Override
    public void change(String vaultId) {
        user.post(
                "/api/vaults/" + vaultId + "/sources",
                Map.of("title", "Paper", "fileUrl", "https://files.example.org/paper.pdf"));
    }

    @Override
    public void close() {
        stack.close();
        counters.values().forEach(PubSubCounter::close);
    }
}
