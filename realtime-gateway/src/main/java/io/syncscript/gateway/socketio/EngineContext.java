package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.store.StoreFactory;
import java.util.function.Function;

/** What every connection of a server shares. */
record EngineContext(
        SocketIoProperties properties,
        HomeLoops loops,
        Connections connections,
        StoreFactory stores,
        Function<Connection, EngineHandler> handlers) {}
