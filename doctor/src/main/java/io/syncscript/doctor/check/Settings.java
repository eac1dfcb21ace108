package io.syncscript.doctor.check;

import io.syncscript.model.redis.RedisTopology;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the operator said about the installation.
 *
 * @param url the origin that clients use
 * @param origins of the pages that have to be let in
 * @param gateways each gateway without the proxy; empty where they can be reached through the proxy only
 * @param management the management port of each process that is to be asked for its readiness
 * @param authority a PEM file of certificates to trust in place of the system's
 * @param quick whether what waits for a heartbeat is left out
 */
public record Settings(
        URI url,
        List<URI> origins,
        Account account,
        List<URI> gateways,
        List<URI> management,
        Optional<RedisTopology> redis,
        Optional<Database> database,
        Optional<Path> authority,
        boolean quick) {
    /** Who logs in. */
    public record Account(String email, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return email;
        }
    }

    /**
     * The database as the API service reaches it.
     *
     * @param gatewayRole the role that gateways log in with
     */
    public record Database(String url, String user, String password, String gatewayRole) {
        /** Without the password. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }
}
