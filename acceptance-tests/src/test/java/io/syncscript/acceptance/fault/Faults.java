package io.syncscript.acceptance.fault;

import io.syncscript.acceptance.network.TcpLink;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RedisServer;
import io.syncscript.local.process.ServiceProcess;
import java.time.Duration;
import java.util.List;

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

    static Fault freezeRedis(Duration time) {
        return trial -> {
            RedisServer redis = trial.stack().redis();
            redis.freeze();
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

    static Fault partitionFromPostgres(int gateway, Duration time) {
        return trial -> freeze(trial.stack().gatewayLinks(gateway).postgres(), time);
    }

    static void freeze(TcpLink link, Duration time) {
        link.freeze();
        Pause.of(time);
        link.mend();
    }

    /** Each of the links in turn is down and up again, all of them as often as given. */
    static Fault drop(List<TcpLink> links, Duration down, Duration up, int times) {
        return trial -> {
            for (int i = 0; i < times; i++) {
                links.forEach(TcpLink::cut);
                Pause.of(down);
                links.forEach(TcpLink::mend);
                Pause.of(up);
            }
        };
    }
}
