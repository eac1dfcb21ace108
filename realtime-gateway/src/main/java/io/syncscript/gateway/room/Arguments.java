package io.syncscript.gateway.room;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.model.id.Cuid;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what clients send as arguments; what does not fit is a {@link RefusedException}. */
final class Arguments {
    /** The largest integer that every client can represent. */
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private Arguments() {}

    /** The one argument of an event; {@code INVALID_PAYLOAD} where there are more. */
    static Optional<JsonNode> only(List<JsonNode> args) {
        if (args.size() > 1) {
            throw new RefusedException(ErrorCode.INVALID_PAYLOAD);
        }
        return args.stream().findFirst();
    }

    /** The id of the vault, from {@code "<id>"} or {@code {vaultId}}; {@code INVALID_VAULT_ID} where it is none. */
    static String vaultId(List<JsonNode> args) {
        return only(args)
                .map(argument -> argument.isObject() ? argument.path("vaultId") : argument)
                .flatMap(Arguments::id)
                .orElseThrow(() -> new RefusedException(ErrorCode.INVALID_VAULT_ID));
    }

    /** The text of a node that has the shape of an id. */
    static Optional<String> id(JsonNode node) {
        return node.isString() && Cuid.isValid(node.stringValue()) ? Optional.of(node.stringValue()) : Optional.empty();
    }

    /** {@code revision} of an argument, absent or null where none is given; {@code INVALID_PAYLOAD} where it is none. */
    static Optional<Long> revision(JsonNode argument) {
        JsonNode revision = argument.path("revision");
        if (revision.isMissingNode() || revision.isNull()) {
            return Optional.empty();
        }
        if (!revision.isIntegralNumber() || !revision.canConvertToLong()) {
            throw new RefusedException(ErrorCode.INVALID_PAYLOAD);
        }
        long value = revision.longValue();
        if (value < 0 || value > MAX_SAFE_INTEGER) {
            throw new RefusedException(ErrorCode.INVALID_PAYLOAD);
        }
        return Optional.of(value);
    }
}
