package io.syncscript.benchmarks.installation;

import io.syncscript.local.process.ServiceProcess;
import java.net.URI;

/** One API process and one gateway process that speak SyncScript's contract, ours or a peer's, running. */
public interface Installation extends AutoCloseable {
    /** As the report calls it. */
    String name();

    ServiceProcess api();

    ServiceProcess gateway();

    /** The JDBC URL of its database, which has the tables of users, vaults and memberships. */
    String databaseUrl();

    /** Has a process collect its garbage, all of it, and returns when it has. */
    void collectGarbage(ServiceProcess process);

    default URI apiUri() {
        return api().uri();
    }

    default URI gatewayUri() {
        return gateway().uri();
    }

    @Override
    void close();
}
