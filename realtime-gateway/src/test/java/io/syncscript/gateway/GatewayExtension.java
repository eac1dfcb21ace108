package io.syncscript.gateway;

import io.syncscript.local.data.RealServers;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one gateway for all of them, and the database and the Redis that it runs on. */
public final class GatewayExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningGateway.class || type == GatewayDatabase.class || type == GatewayRedis.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == RunningGateway.class) {
            return Shared.GATEWAY;
        }
        return type == GatewayDatabase.class ? Shared.DATABASE : Shared.REDIS;
    }

    private static final class Shared {
        private static final GatewayDatabase DATABASE = GatewayDatabase.create();
        private static final GatewayRedis REDIS =
                new GatewayRedis(RealServers.redis().url());
        private static final RunningGateway GATEWAY =
                RunningGateway.start(DATABASE, RealServers.redis().url(), "syncscript.session.check-interval=200ms");
    }
}
