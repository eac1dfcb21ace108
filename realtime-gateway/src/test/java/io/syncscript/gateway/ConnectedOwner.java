package io.syncscript.gateway;

import io.syncscript.model.access.VaultRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A vault of each test's own, and its owner, connected to the gateway and not in the room yet. */
@ExtendWith(GatewayExtension.class)
public abstract class ConnectedOwner {
    protected final RunningGateway gateway;
    protected final GatewayDatabase database;
    protected final GatewayRedis redis;
    protected final TestUser owner;
    protected final String vault;
    protected TestClient client;

    @SuppressWarnings("NullAway.Init") // the client is connected before each test
    protected ConnectedOwner(RunningGateway gateway, GatewayDatabase database, GatewayRedis redis) {
        this.gateway = gateway;
        this.database = database;
        this.redis = redis;
        this.owner = database.user("Olivia Owner");
        this.vault = database.vault();
    }

    @BeforeEach
    void connectAsOwner() {
        database.member(vault, owner, VaultRole.OWNER);
        client = TestClient.connected(gateway.uri(), redis.login(owner));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }
}
