package io.syncscript.acceptance.fault;

import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.network.RedisLink;
import io.syncscript.local.network.TcpLink;
import io.syncscript.local.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The faults that tests and the soak are made of; a duration is how long something stays broken. */
final class Faults {
    private Faults() {}

    /** @param index from 0 */
    static Fault killGateway(int index, Duration away) {
        return trial -> killAndRestart(trial.stack().gateway(index), away);
    }

    static Fault killApi(Duration away) {
        return trial -> killAndRestart(trial.stack().api(), away);
    }

    private static void killAndRestart(ServiceProcess process, Duration away) {
        process.kill();
        Pause.of(away);
        process.restart();
    }

    static Fault restartRedisEmpty(Duration away) {
        return trial -> {
            RedisServer redis = trial.stack().redis();
            redis.kill();
            Pause.of(away);
            redis.restart();
        };
    }

    /** Clients of both gateways come back meanwhile. */
    static Fault freezeRedis(Duration time) {
        return trial -> {
            RedisServer redis = trial.stack().redis();
            redis.freeze();
            reconnectSome(trial.stack());
            Pause.of(time);
            redis.thaw();
        };
    }

    static Fault restartPostgres(Duration away) {
        return trial -> {
            PostgresServer postgres = trial.stack().postgres();
            postgres.stop();
            Pause.of(away);
            postgres.restart();
        };
    }

    /** Nothing comes through between a gateway and PostgreSQL, and clients of both gateways come back meanwhile. */
    static Fault partitionFromPostgres(int gateway, Duration time) {
        return trial -> {
            TcpLink link = trial.stack().gatewayLinks(gateway).postgres();
            link.freeze();
            reconnectSome(trial.stack());
            Pause.of(time);
            link.mend();
        };
    }

    /** The messages of Redis do not reach a gateway, whose commands are answered all the while. */
    static Fault dropDeliveries(int gateway, Duration time) {
        return trial -> {
            RedisLink link = trial.stack().gatewayLinks(gateway).redis();
            link.dropDeliveries();
            Pause.of(time);
            link.mend();
        };
    }

    static Fault disorderPublishes(long seed, Duration time) {
        return trial -> {
            RedisLink link = trial.stack().apiLinks().redis();
            link.duplicateAndReorderPublishes(seed);
            Pause.of(time);
            link.mend();
        };
    }

    static Fault swallowPublishes(Duration time) {
        return trial -> {
            RedisLink link = trial.stack().apiLinks().redis();
            link.swallowPublishes();
            Pause.of(time);
            link.mend();
        };
    }

    /** Redis forgets a gateway's subscriptions to vaults, and nobody puts that right but the gateway. */
    static Fault forgetSubscriptions(int gateway, Duration time) {
        return trial -> {
            trial.stack().gatewayLinks(gateway).redis().forgetSubscriptions(Faults::isVaultChannel);
            Pause.of(time);
        };
    }

    static boolean isVaultChannel(String channel) {
        return channel.startsWith("vault:");
    }

    /** A gateway's connections that carry subscriptions are half dead, and those that it makes in their place are not. */
    static Fault freezeSubscribers(int gateway, Duration time) {
        return trial -> {
            RedisLink link = trial.stack().gatewayLinks(gateway).redis();
            link.freezeSubscribers();
            Pause.of(time);
            link.mend();
        };
    }

    /** Clients behind the links are away for two seconds in every five, one link after the other. */
    static Fault dropClients(int times) {
        return trial -> {
            List<TcpLink> links = trial.stack().clientLinks();
            for (int second = 0; second < times * links.size(); second++) {
                links.get(second % links.size()).cut();
                links.get((second + links.size() - 2) % links.size()).mend();
                Pause.of(Duration.ofSeconds(1));
            }
            links.forEach(TcpLink::mend);
        };
    }

    /** Clients behind the first link stop reading until so many events are due to them, all of the others go on. */
    static Fault stopReading(int events) {
        return trial -> {
            TcpLink link = trial.stack().clientLinks().getFirst();
            long enough = trial.head() + events;
            link.freeze();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> trial.head() >= enough);
            link.mend();
        };
    }

    private static void reconnectSome(FaultStack stack) {
        stack.clientLinks().forEach(TcpLink::cut);
        stack.clientLinks().forEach(TcpLink::mend);
    }
}
