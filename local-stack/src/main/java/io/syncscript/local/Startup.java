package io.syncscript.local;

import io.syncscript.local.ServiceEnvironment.DataServers;
import io.syncscript.local.Teardown.Stage;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.demo.DemoData;
import io.syncscript.local.frontdoor.FrontDoor;
import io.syncscript.local.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Starts the parts in the order that they need: the two servers together, then the API, which brings the schema up to date, then
 * the gateways together, which read it.
 */
final class Startup {
    private static final Duration READY_PATIENCE = Duration.ofSeconds(90);
    private static final String DATABASE = "syncscript";

    private final StackOptions options;
    private final Progress progress;
    private final PortLayout ports;
    private final Teardown teardown;

    Startup(StackOptions options, Progress progress, PortLayout ports, Teardown teardown) {
        this.options = options;
        this.progress = progress;
        this.ports = ports;
        this.teardown = teardown;
    }

    LocalStack run() {
        StackDirectory directory = teardown.add(Stage.DIRECTORY, StackDirectory.open(options));
        CompletableFuture<PostgresServer> startingPostgres = async(() -> postgres(directory));
        CompletableFuture<RedisServer> startingRedis = async(() -> redis(directory));
        RedisServer redis = join(startingRedis);
        PostgresServer postgres = join(startingPostgres);
        String databaseUrl = postgres.database(DATABASE);

        Services services = new Services(options, ports, directory, new DataServers(databaseUrl, redis.url()));
        ServiceProcess api = service(Stage.API, services.api());
        List<CompletableFuture<ServiceProcess>> startingGateways = IntStream.range(0, options.gateways())
                .mapToObj(i -> async(() -> service(Stage.GATEWAYS, services.gateway(i))))
                .toList();
        CompletableFuture<Optional<String>> seeding = async(() -> demoData(api));
        List<ServiceProcess> gateways =
                startingGateways.stream().map(Startup::join).toList();
        Optional<String> demoVault = join(seeding);
        FrontDoor frontDoor = teardown.add(
                Stage.FRONT_DOOR,
                FrontDoor.open(
                        ports.frontDoor(),
                        api.uri(),
                        gateways.stream().map(ServiceProcess::uri).toList()));
        return new LocalStack(
                new LocalStack.Data(postgres, redis, databaseUrl, demoVault), api, gateways, frontDoor, teardown);
    }

    private PostgresServer postgres(StackDirectory directory) {
        return timed("PostgreSQL", () -> teardown.add(Stage.POSTGRES, PostgresServer.start(0, directory.postgres())));
    }

    private RedisServer redis(StackDirectory directory) {
        return timed(
                "Redis",
                () -> teardown.add(Stage.REDIS, RedisServer.start(0, options.port() == 0 ? null : directory.redis())));
    }

    private ServiceProcess service(Stage stage, ServiceProcess.Spec spec) {
        return timed(spec.name(), () -> {
            ServiceProcess process = teardown.add(stage, ServiceProcess.start(spec));
            process.awaitReady(READY_PATIENCE);
            return process;
        });
    }

    private Optional<String> demoData(ServiceProcess api) {
        return options.demoData()
                ? Optional.of(timed("demo data", () -> DemoData.ensure(api.uri())))
                : Optional.empty();
    }

    private <T> T timed(String part, Supplier<T> start) {
        long began = System.nanoTime();
        synchronized (progress) {
            progress.starting(part);
        }
        T started = start.get();
        synchronized (progress) {
            progress.ready(part, Duration.ofNanos(System.nanoTime() - began));
        }
        return started;
    }

    private static <T> CompletableFuture<T> async(Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, Thread::startVirtualThread);
    }

    private static <T> T join(CompletableFuture<T> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
