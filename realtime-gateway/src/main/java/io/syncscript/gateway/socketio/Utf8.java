package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8: what is none is refused, not replaced. */
final class Utf8 {
    private Utf8() {}

    /** The readable bytes as text, or empty where they are no UTF-8. The buffer stays as it is. */
    static Optional<String> decode(ByteBuf bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.nioBuffer())
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
