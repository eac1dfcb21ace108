package io.syncscript.gateway.socketio;

import java.util.Optional;

/**
 * What an application does with its sockets. For one socket the calls come one after the other, {@link #onConnect} first and
 * {@link #onDisconnect} last and exactly once, on an event loop: they must not block. An exception closes that socket with
 * {@link DisconnectReason#INTERNAL_ERROR}.
 */
public interface SocketListener {
    void onConnect(ClientSocket socket);

    void onEvent(ClientSocket socket, InboundEvent event);

    /** A client emits more events at a time than it may: this one is to be refused, not served. */
    void onExcess(ClientSocket socket, InboundEvent event);

    void onDisconnect(ClientSocket socket, DisconnectReason reason);

    /**
     * The event, without attachments, that a socket gets in place of all that waited for it where it is closed as a
     * {@link DisconnectReason#SLOW_READER}; empty for none. It gets it only if it begins to read within seconds.
     */
    default Optional<EncodedEvent> lastWord(DisconnectReason reason) {
        return Optional.empty();
    }
}
