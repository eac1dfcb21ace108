package io.syncscript.gateway.socketio;

/** The first packet of a connection, which tells the client its Engine.IO session id and the server's settings. */
final class OpenPacket {
    private OpenPacket() {}

    static String of(Connection connection, SocketIoProperties properties) {
        String upgrades = connection.isUpgradable() ? "\"websocket\"" : "";
        return "0{\"sid\":\"" + connection.getSessionId() + "\",\"upgrades\":[" + upgrades + "],\"pingInterval\":"
                + properties.timeouts().pingInterval().toMillis() + ",\"pingTimeout\":"
                + properties.timeouts().pingTimeout().toMillis() + ",\"maxPayload\":"
                + properties.limits().maxPayload().toBytes() + "}";
    }
}
