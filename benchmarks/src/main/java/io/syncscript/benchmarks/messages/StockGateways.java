package io.syncscript.benchmarks.messages;

import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.store.RedissonStoreFactory;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.process.Ports;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** netty-socketio as it is shipped, with its store on Redisson; a change is broadcast to its room by one gateway after the other. */
final class StockGateways implements Gateways {
    private final RedisServer redis = RedisServer.start(0, null);
    private final List<PubSubCounter> counters = new ArrayList<>();
    private final List<SocketIOServer> servers = new ArrayList<>();
    private int vaults;
    private int changes;

    private StockGateways() {}

    static StockGateways start(int count) {
        StockGateways started = new StockGateways();
        for (int i = 0; i < count; i++) {
            started.add();
        }
        return started;
    }

    private void add() {
        PubSubCounter counter = PubSubCounter.to(redis.port());
        Config redisson = new Config();
        redisson.useSingleServer().setAddress(counter.url());
        RedissonClient client = Redisson.create(redisson);
        com.corundumstudio.socketio.Configuration configuration = new com.corundumstudio.socketio.Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(Ports.free());
        configuration.setStoreFactory(new RedissonStoreFactory(client));
        SocketIOServer server = new SocketIOServer(configuration);
        server.addEventListener("vault:join", String.class, (joining, vaultId, acknowledgement) -> {
            joining.joinRoom(vaultId);
            joining.sendEvent("vault:joined", Map.of("vaultId", vaultId));
        });
        server.start();
        counters.add(counter);
        servers.add(server);
    }

    @Override
    public String name() {
        return "netty-socketio, RedissonStoreFactory";
    }

    @Override
    public List<String> createVaults(int count) {
        return IntStream.range(0, count).mapToObj(i -> "vault" + vaults++).toList();
    }

    @Override
    public List<URI> uris() {
        return servers.stream()
                .map(server -> URI.create(
                        "http://127.0.0.1:" + server.getConfiguration().getPort()))
                .toList();
    }

    @Override
    public List<PubSubCounter> counters() {
        return List.copyOf(counters);
    }

    @Override
    public String cookie() {
        return "none=needed";
    }

    @Override
    public void change(String vaultId) {
        int change = changes++;
        servers.get(change % servers.size())
                .getRoomOperations(vaultId)
                .sendEvent("source:created", Map.of("vaultId", vaultId, "title", "Paper " + change));
    }

    /** Each also shuts its Redisson down. */
    @Override
    public void close() {
        servers.forEach(SocketIOServer::stop);
        counters.forEach(PubSubCounter::close);
        redis.close();
    }
}
