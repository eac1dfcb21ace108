package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.store.StoreFactory;
import java.util.Set;
import java.util.function.Function;

/**
 * What every connection of a server shares.
 *
 * @param credentialCookies the cookies that have to be the same on every request of a connection
 */
record EngineContext(
        SocketIoProperties properties,
        HomeLoops loops,
        Connections connections,
        StoreFactory stores,
        Quotas quotas,
        Set<String> credentialCookies,
        Function<Connection, EngineHandler> handlers) {}
