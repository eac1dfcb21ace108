package io.syncscript.gateway.socketio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An event that a client emitted.
 *
 * @param name the event name, as sent
 * @param args the arguments, as sent; an attachment is a {@link tools.jackson.databind.node.BinaryNode}
 * @param ack answers the client's acknowledgement callback
 */
public record InboundEvent(String name, List<JsonNode> args, Acknowledgement ack) {
    public InboundEvent {
        args = List.copyOf(args);
    }
}
