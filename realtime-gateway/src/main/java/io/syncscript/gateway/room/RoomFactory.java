package io.syncscript.gateway.room;

import io.syncscript.gateway.socketio.SocketRoom;

/** Makes the room of a vault, empty. */
@FunctionalInterface
interface RoomFactory {
    SocketRoom create(String name);
}
