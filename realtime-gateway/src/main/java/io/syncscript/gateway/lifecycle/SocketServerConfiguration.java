package io.syncscript.gateway.lifecycle;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.syncscript.gateway.socketio.ConnectionAuthenticator;
import io.syncscript.gateway.socketio.QuotaProperties;
import io.syncscript.gateway.socketio.SocketIoProperties;
import io.syncscript.gateway.socketio.SocketIoServer;
import io.syncscript.gateway.socketio.SocketListener;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    SocketIoProperties.class,
    QuotaProperties.class,
    DrainProperties.class,
    IsolationProperties.class
})
class SocketServerConfiguration {
    /** Started and stopped by {@link SocketServerLifecycle} alone. */
    @Bean(destroyMethod = "")
    SocketIoServer socketIoServer(
            SocketIoProperties properties,
            QuotaProperties quotas,
            ConnectionAuthenticator authenticator,
            SocketListener listener) {
        return new SocketIoServer(properties, quotas, authenticator, listener);
    }

    @Bean
    MeterBinder socketIoMeters(SocketIoServer server) {
        return server.meters();
    }
}
