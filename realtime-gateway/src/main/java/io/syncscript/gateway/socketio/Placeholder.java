package io.syncscript.gateway.socketio;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stands in the JSON of a binary packet where an attachment belongs. */
final class Placeholder {
    static final String MARK = "_placeholder";
    static final String NUMBER = "num";

    private Placeholder() {}

    /** True where every placeholder within the node names one of that many attachments. */
    static boolean allWithin(JsonNode node, int attachments) {
        if (is(node)) {
            JsonNode number = node.path(NUMBER);
            return number.isInt() && number.intValue() >= 0 && number.intValue() < attachments;
        }
        for (JsonNode child : node) {
            if (!allWithin(child, attachments)) {
                return false;
            }
        }
        return true;
    }

    /** Puts the attachments where their placeholders stand; {@link #allWithin} must hold. */
    static JsonNode fill(JsonNode node, List<byte[]> attachments) {
        if (is(node)) {
            byte[] data = attachments.get(node.path(NUMBER).intValue());
            return JsonNodeFactory.instance.binaryNode(data);
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, fill(array.get(i), attachments));
            }
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(fill(entry.getValue(), attachments)));
        }
        return node;
    }

    private static boolean is(JsonNode node) {
        JsonNode mark = node.path(MARK);
        return mark.isBoolean() && mark.booleanValue();
    }
}
