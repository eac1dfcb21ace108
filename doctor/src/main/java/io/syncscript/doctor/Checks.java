package io.syncscript.doctor;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.database.GatewayRole;
import io.syncscript.doctor.database.PostgresConnections;
import io.syncscript.doctor.database.PostgresDurability;
import io.syncscript.doctor.database.PostgresReachable;
import io.syncscript.doctor.delivery.CanaryDelivery;
import io.syncscript.doctor.delivery.Readiness;
import io.syncscript.doctor.delivery.ResumeElsewhere;
import io.syncscript.doctor.origin.AllowedOrigins;
import io.syncscript.doctor.origin.Clocks;
import io.syncscript.doctor.origin.CookieFlags;
import io.syncscript.doctor.origin.HostileOrigin;
import io.syncscript.doctor.origin.LoginAccepted;
import io.syncscript.doctor.origin.OriginReachable;
import io.syncscript.doctor.origin.RestReachable;
import io.syncscript.doctor.origin.SocketsReachable;
import io.syncscript.doctor.redis.RedisDoorbell;
import io.syncscript.doctor.redis.RedisMemory;
import io.syncscript.doctor.redis.RedisReachable;
import io.syncscript.doctor.redis.ShardedPubSub;
import io.syncscript.doctor.socket.PollingStickiness;
import io.syncscript.doctor.socket.QuietConnections;
import io.syncscript.doctor.socket.WebSocketUpgrade;
import java.util.List;

/** All checks, each behind those that establish what it needs. */
final class Checks {
    static final List<Check> ALL = List.of(
            new OriginReachable(),
            new RestReachable(),
            new SocketsReachable(),
            new LoginAccepted(),
            new CookieFlags(),
            new WebSocketUpgrade(),
            new QuietConnections(),
            new PollingStickiness(),
            new HostileOrigin(),
            new AllowedOrigins(),
            new Clocks(),
            new CanaryDelivery(),
            new ResumeElsewhere(),
            new Readiness(),
            new RedisReachable(),
            new RedisMemory(),
            new ShardedPubSub(),
            new RedisDoorbell(),
            new PostgresReachable(),
            new PostgresDurability(),
            new PostgresConnections(),
            new GatewayRole());

    private Checks() {}
}
