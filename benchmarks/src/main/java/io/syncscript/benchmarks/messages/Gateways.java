package io.syncscript.benchmarks.messages;

import java.net.URI;
import java.util.List;

/** Several gateways on one Redis, each over a way that counts. */
interface Gateways extends AutoCloseable {
    /** As the report calls them. */
    String name();

    /** New vaults that the clients may open. */
    List<String> createVaults(int count);

    List<URI> uris();

    /** In the order of {@link #uris()}. */
    List<PubSubCounter> counters();

    /** The cookie header of all clients. */
    String cookie();

    /** Makes one change, of which all clients in the vault hear. */
    void change(String vaultId);

    @Override
    void close();
}
