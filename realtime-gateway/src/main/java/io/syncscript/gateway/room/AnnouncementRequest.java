package io.syncscript.gateway.room;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.socketio.InboundEvent;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A mutation event that a client emitted. Only the two ids are read; all else that it says is ignored.
 *
 * @param type the name of the event
 * @param sourceId empty where the client named no source by a valid id
 */
record AnnouncementRequest(String type, String vaultId, Optional<String> sourceId) {
    /** The vault is {@code vaultId} or {@code source.vaultId}, the source {@code source.id} or {@code sourceId}. */
    static AnnouncementRequest of(InboundEvent event) {
        JsonNode payload = Arguments.only(event.args())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new RefusedException(ErrorCode.INVALID_PAYLOAD));
        JsonNode source = payload.path("source");
        String vaultId = firstId(payload.path("vaultId"), source.path("vaultId"))
                .orElseThrow(() -> new RefusedException(ErrorCode.INVALID_VAULT_ID));
        return new AnnouncementRequest(event.name(), vaultId, firstId(source.path("id"), payload.path("sourceId")));
    }

    private static Optional<String> firstId(JsonNode... nodes) {
        return Stream.of(nodes)
                .filter(node -> !node.isMissingNode())
                .findFirst()
                .flatMap(Arguments::id);
    }
}
