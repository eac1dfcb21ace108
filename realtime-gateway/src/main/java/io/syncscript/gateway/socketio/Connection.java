package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.HandshakeData;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An Engine.IO connection: one client over polling, over a websocket, or on its way from one to the other. It is
 * netty-socketio's session, with everything that is not safe there across threads and channels replaced: all state is
 * confined to the home loop, and so are all methods without another word.
 */
final class Connection extends ClientHead {
    private final EngineContext context;
    private final HomeLoop home;
    private final Opening opening;
    private final Heartbeat heartbeat;
    private final EngineHandler handler;
    private final MessageBudget budget;
    private Wire wire;
    private @Nullable UpgradeAttempt upgrade;
    private boolean unflushed;
    private volatile boolean closed;

    /** Opens a connection: the client gets the handshake packet over the wire. */
    @SuppressWarnings({"this-escape", "NullAway"}) // the session's own scheduler and ack table stay unused
    Connection(EngineContext context, HomeLoop home, Opening opening, Wire wire) {
        super(
                UUID.randomUUID(),
                null,
                left -> {},
                context.stores(),
                new HandshakeData(EmptyHttpHeaders.INSTANCE, Map.of(), opening.remoteAddress(), "", false),
                null,
                Transport.POLLING,
                null,
                null,
                Map.of(EngineIOVersion.EIO, List.of(EngineIOVersion.V4.getValue())));
        this.context = context;
        this.home = home;
        this.opening = opening;
        this.wire = wire;
        this.heartbeat = new Heartbeat(this, context.properties().timeouts());
        this.budget = context.quotas().newBudget();
        this.handler = context.handlers().apply(this);
    }

    /** Any thread. */
    HomeLoop home() {
        return home;
    }

    /** Any thread. */
    Opening opening() {
        return opening;
    }

    /** Whether the client has sent more than it may; the packet at hand is to be refused. */
    boolean isOverBudget() {
        return budget.isExceeded();
    }

    boolean isUpgradable() {
        return wire instanceof PollingWire;
    }

    void open() {
        context.connections().add(this);
        heartbeat.start();
        wire.write(new Outbound.Text(OpenPacket.of(this, context.properties())));
        wire.flush();
        handler.onOpen();
    }

    void send(Outbound packet) {
        if (!closed) {
            wire.write(packet);
            onWrite();
        }
    }

    /** @param frames the event as websocket frames; still the caller's */
    void send(EncodedEvent event, ByteBuf frames) {
        if (!closed) {
            wire.write(event, frames);
            onWrite();
        }
    }

    /** The same for an event behind which nothing is due, so that nothing is gained by waiting for the end of the turn. */
    void sendNow(EncodedEvent event, ByteBuf frames) {
        if (closed) {
            return;
        }
        int taken = wire.sendNow(frames);
        int left = frames.readableBytes() - taken;
        if (left > 0) {
            send(event, taken == 0 ? frames : frames.slice(frames.readerIndex() + taken, left));
        }
    }

    /** Runs the action when the wire has passed on what was sent before, or at once where the connection is closed. */
    void whenTaken(Runnable action) {
        if (closed) {
            action.run();
        } else {
            wire.whenTaken(action);
        }
    }

    private void onWrite() {
        if (wire.isOverfull()) {
            wire.flush();
            if (wire.isOverfull()) {
                close(DisconnectReason.SLOW_READER);
                return;
            }
        }
        if (!unflushed) {
            unflushed = true;
            home.flushLater(this);
        }
    }

    void flush() {
        unflushed = false;
        if (!closed) {
            wire.flush();
        }
    }

    /** Takes a packet that came over the wire; one from a wire that is not, or no longer, the connection's is dropped. */
    void receive(Wire from, EnginePacket packet) {
        if (closed || !spend()) {
            return;
        }
        if (from == wire) {
            receive(packet);
        } else if (upgrade != null && upgrade.isOver(from)) {
            upgrade.receive(packet);
        }
    }

    /** Counts what the client sent; false where it was so much that the connection is closed. */
    boolean spend() {
        boolean within = budget.spend();
        if (!within) {
            close(DisconnectReason.RATE_LIMITED);
        }
        return within;
    }

    private void receive(EnginePacket packet) {
        switch (packet) {
            case EnginePacket.Message(String text) -> handler.onMessage(text);
            case EnginePacket.BinaryMessage(byte[] data) -> handler.onMessage(data);
            case EnginePacket.Pong() -> heartbeat.onPong();
            case EnginePacket.Noop() -> {}
            case EnginePacket.Close() -> close(DisconnectReason.CLIENT_LEFT);
            case EnginePacket.Probe probe -> close(DisconnectReason.PROTOCOL_ERROR);
            case EnginePacket.Upgrade upgraded -> close(DisconnectReason.PROTOCOL_ERROR);
            case EnginePacket.Malformed malformed -> close(DisconnectReason.PROTOCOL_ERROR);
        }
    }

    /** Takes a poll. */
    void poll(HttpExchange exchange) {
        if (!(wire instanceof PollingWire polling)) {
            exchange.refuse(EngineError.BAD_REQUEST);
        } else if (polling.isOver()) {
            exchange.refuse(EngineError.UNKNOWN_SID);
        } else if (polling.isPolled()) {
            close(DisconnectReason.PROTOCOL_ERROR);
            exchange.refuse(EngineError.BAD_REQUEST);
        } else {
            polling.poll(exchange);
            exchange.onAbort(() -> home.execute(() -> {
                if (polling.giveUp(exchange)) {
                    close(DisconnectReason.TRANSPORT_CLOSED);
                }
            }));
        }
    }

    /** Takes the packets of a POST. */
    void post(HttpExchange exchange, List<EnginePacket> packets) {
        if (closed || !(wire instanceof PollingWire)) {
            exchange.refuse(EngineError.BAD_REQUEST);
            return;
        }
        Wire from = wire;
        packets.forEach(packet -> receive(from, packet));
        if (packets.getLast() instanceof EnginePacket.Malformed) {
            exchange.refuse(EngineError.BAD_REQUEST);
        } else {
            exchange.respond(HttpResponseStatus.OK, "text/plain", "ok");
        }
    }

    /** Reserves the upgrade for the caller; empty where the connection has a websocket or is being upgraded already. */
    Optional<UpgradeAttempt> beginUpgrade() {
        if (closed || upgrade != null || !(wire instanceof PollingWire polling)) {
            return Optional.empty();
        }
        UpgradeAttempt attempt = new UpgradeAttempt(
                this, polling, context.properties().timeouts().upgrade());
        upgrade = attempt;
        return Optional.of(attempt);
    }

    /** The upgrade ended: over the websocket where there is one, on polling as before where there is none. */
    void upgradeEnded(@Nullable WebSocketWire websocket) {
        upgrade = null;
        if (websocket != null && wire instanceof PollingWire polling) {
            wire = websocket;
            if (!closed) {
                context.connections().counts().upgraded();
            }
            polling.moveTo(websocket);
            websocket.flush();
        }
    }

    /** The wire broke off. */
    void lost(Wire lost, DisconnectReason reason) {
        if (lost == wire) {
            close(reason);
        } else if (upgrade != null && upgrade.isOver(lost)) {
            upgrade.fail();
        }
    }

    /** The one way in which a connection ends. */
    void close(DisconnectReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        context.connections().closed(this, reason);
        opening.seat().release();
        heartbeat.stop();
        if (upgrade != null) {
            upgrade.fail();
        }
        Closing closing = Closing.of(reason);
        if (closing == Closing.LAST_WORDS) {
            wire.discard();
            handler.lastWords(reason).forEach(wire::write);
        }
        wire.close(closing, () -> context.connections().remove(this));
        handler.onClose(reason);
    }

    // What netty-socketio's own API does on a session; any thread.

    @Override
    public ChannelFuture send(Packet packet, Transport transport) {
        throw new UnsupportedOperationException("emit through a ClientSocket");
    }

    @Override
    public void disconnect() {
        home.execute(() -> close(DisconnectReason.SERVER_ENDED));
    }

    @Override
    public void onChannelDisconnect() {
        home.execute(() -> close(DisconnectReason.TRANSPORT_CLOSED));
    }

    @Override
    public boolean isConnected() {
        return !closed;
    }

    @Override
    public boolean isChannelOpen() {
        return !closed;
    }
}
