package io.syncscript.acceptance.deployment;

import io.syncscript.acceptance.browser.Chromium;
import io.syncscript.acceptance.browser.JavaScriptClient;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.JavaClient;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.model.access.VaultRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One API process, two gateways, PostgreSQL and Redis behind a front door, and a few people who have accounts there. A test makes a
 * vault of its own; what it connects is disconnected after it. Used from the test's thread only.
 */
public final class Deployment implements AutoCloseable {
    private final LocalStack stack;
    private final Database database;
    private final ProcessLogs logs;
    private final RestUser owner;
    private final RestUser contributor;
    private final RestUser viewer;
    private final RestUser outsider;
    private final List<AutoCloseable> openedByTest = new ArrayList<>();
    private @Nullable Chromium chromium;

    private Deployment(LocalStack stack) {
        this.stack = stack;
        this.database = new Database(stack.databaseUrl());
        this.logs = new ProcessLogs(stack);
        this.owner = newUser("Olivia Owner");
        this.contributor = newUser("Connor Contributor");
        this.viewer = newUser("Vera Viewer");
        this.outsider = newUser("Oscar Outsider");
    }

    /** Starts the packaged processes; their data and logs stay in the module's build directory. */
    static Deployment start() {
        Path directory = Path.of("target", "stack").toAbsolutePath();
        StackOptions options = StackOptions.onFreePorts().withGateways(2).withDataDirectory(directory);
        return new Deployment(LocalStack.start(options, Progress.silent()));
    }

    /** The origin that clients use. The address, so that pages of it and the gateways are the same site for a browser. */
    public URI frontDoor() {
        return URI.create("http://127.0.0.1:" + stack.frontDoor().getPort());
    }

    /** A gateway without the front door, 0 or 1. */
    public URI gateway(int index) {
        return stack.gateways().get(index);
    }

    public Database database() {
        return database;
    }

    public ProcessLogs logs() {
        return logs;
    }

    public RestUser owner() {
        return owner;
    }

    public RestUser contributor() {
        return contributor;
    }

    public RestUser viewer() {
        return viewer;
    }

    /** A member of no vault that {@link #newVault()} makes. */
    public RestUser outsider() {
        return outsider;
    }

    public RestUser newUser(String name) {
        return RestUser.register(frontDoor(), name);
    }

    public RestUser anonymous() {
        return RestUser.anonymous(frontDoor());
    }

    /** The id of a new vault of the owner, with the contributor and the viewer as its other members. */
    public String newVault() {
        String vaultId = owner.createVault("A vault of a test");
        owner.addMember(vaultId, contributor, VaultRole.CONTRIBUTOR).expecting(201);
        owner.addMember(vaultId, viewer, VaultRole.VIEWER).expecting(201);
        return vaultId;
    }

    /** A connected client of that kind, through the front door. */
    public RealtimeClient connect(ClientKind kind, RestUser user) {
        return connect(kind, ConnectionOptions.of(frontDoor(), user));
    }

    /** A connected client of that kind, straight to a gateway. */
    public RealtimeClient connect(ClientKind kind, RestUser user, int gateway) {
        return connect(kind, ConnectionOptions.of(gateway(gateway), user));
    }

    public RealtimeClient connect(ClientKind kind, ConnectionOptions options) {
        RealtimeClient client = client(kind, options);
        client.open();
        client.awaitConnected();
        return client;
    }

    /** A client that has not connected yet. */
    public RealtimeClient client(ClientKind kind, ConnectionOptions options) {
        return closedAfterTest(
                switch (kind) {
                    case JAVA -> new JavaClient(options);
                    case JAVASCRIPT -> new JavaScriptClient(chromium(), frontDoor(), options);
                });
    }

    /** Has something closed when the test is over. */
    public <T extends AutoCloseable> T closedAfterTest(T opened) {
        openedByTest.addLast(opened);
        return opened;
    }

    /** One browser for all tests, started when first asked for. */
    public Chromium chromium() {
        if (chromium == null) {
            chromium = Chromium.launch();
        }
        return chromium;
    }

    void closeWhatTestOpened() throws Exception {
        while (!openedByTest.isEmpty()) {
            openedByTest.removeLast().close();
        }
    }

    @Override
    public void close() {
        if (chromium != null) {
            chromium.close();
        }
        stack.close();
    }
}
