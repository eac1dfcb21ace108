package io.syncscript.gateway.room;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code vault:join}.
 *
 * @param revision the last one that the client saw, where it wants what it missed
 */
record JoinRequest(String vaultId, Optional<Long> revision) {
    static JoinRequest of(List<JsonNode> args) {
        String vaultId = Arguments.vaultId(args);
        return new JoinRequest(vaultId, Arguments.revision(args.getFirst()));
    }
}
