package io.syncscript.gateway.room;

import io.syncscript.gateway.socketio.SocketIoServer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoomProperties.class)
class RoomConfiguration {
    /** The server is looked up when the first room is made: it is itself made with the listener that needs rooms. */
    @Bean
    RoomFactory rooms(ObjectProvider<SocketIoServer> server) {
        return name -> server.getObject().newRoom(name);
    }
}
