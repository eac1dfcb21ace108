package io.syncscript.gateway.socketio;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every Socket.IO session of a server shares.
 *
 * @param users how many sockets each user has
 * @param sockets the connected sockets; a concurrent set
 * @param admissions how many clients wait for the authenticator's word
 */
record SocketIoContext(
        SocketIoProperties properties,
        Namespaces namespaces,
        PacketDecoder decoder,
        Seats<String> users,
        ConnectionAuthenticator authenticator,
        SocketListener listener,
        Set<NamespaceSocket> sockets,
        AtomicInteger admissions) {}
