package io.syncscript.gateway.socketio;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes Socket.IO packets as the Engine.IO messages that carry them. */
final class PacketEncoder {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PacketEncoder() {}

    /**
     * The arguments of an event or acknowledgement.
     *
     * @param array the JSON array, with a placeholder for each attachment
     */
    record Arguments(String array, List<byte[]> attachments) {}

    static Arguments event(String name, List<JsonNode> args) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode().add(name);
        array.addAll(args);
        return arguments(array);
    }

    static Arguments arguments(ArrayNode array) {
        List<byte[]> attachments = new ArrayList<>(0);
        return new Arguments(JSON.writeValueAsString(withPlaceholders(array, attachments)), attachments);
    }

    /** What stands before the namespace and the arguments of an event. */
    static String eventHead(int attachments) {
        return attachments == 0 ? "42" : "45" + attachments + "-";
    }

    static String acknowledgement(String namespace, long id, String array, int attachments) {
        return (attachments == 0 ? "43" : "46" + attachments + "-") + prefix(namespace) + id + array;
    }

    static String connected(String namespace, String socketId) {
        return "40" + prefix(namespace) + "{\"sid\":\"" + socketId + "\"}";
    }

    static String disconnect(String namespace) {
        return "41" + prefix(namespace);
    }

    static String refused(String namespace, ConnectionAuthenticator.Refused refused) {
        ObjectNode error = JsonNodeFactory.instance.objectNode().put("message", refused.message());
        if (!refused.data().isNull() && !refused.data().isMissingNode()) {
            error.set("data", refused.data());
        }
        return "44" + prefix(namespace) + JSON.writeValueAsString(error);
    }

    /** How a packet names its namespace; the default one goes without saying. */
    static String prefix(String namespace) {
        return namespace.equals(Namespaces.DEFAULT) ? "" : namespace + ",";
    }

    private static JsonNode withPlaceholders(JsonNode node, List<byte[]> attachments) {
        if (node.isBinary()) {
            ObjectNode placeholder = JsonNodeFactory.instance.objectNode();
            placeholder.put(Placeholder.MARK, true).put(Placeholder.NUMBER, attachments.size());
            attachments.add(node.binaryValue());
            return placeholder;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(withPlaceholders(element, attachments)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(e -> copy.set(e.getKey(), withPlaceholders(e.getValue(), attachments)));
            return copy;
        }
        return node;
    }
}
