/**
 * A Socket.IO v5 / Engine.IO v4 server on netty-socketio, hardened; knows nothing of vaults and could serve any application.
 *
 * <p>Everything that knows netty-socketio or Netty stands here, and nothing of theirs leaves the package: the rest of the
 * gateway sees {@link io.syncscript.gateway.socketio.SocketIoServer}, {@link io.syncscript.gateway.socketio.ClientSocket},
 * {@link io.syncscript.gateway.socketio.SocketRoom} and the interfaces that an application implements.
 *
 * <p>A request passes the {@code RequestGate}, which finds or opens its {@code Connection}: Engine.IO over a {@code Wire},
 * polling or websocket. What the connection carries is a {@code SocketIoSession}, in which a CONNECT becomes an {@code Admission}
 * and, accepted, a {@code NamespaceSocket}. All state of a connection is confined to its {@code HomeLoop}.
 */
@NullMarked
package io.syncscript.gateway.socketio;

import org.jspecify.annotations.NullMarked;
