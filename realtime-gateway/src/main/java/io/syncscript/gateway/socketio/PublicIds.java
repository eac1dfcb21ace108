package io.syncscript.gateway.socketio;

import java.security.SecureRandom;
import java.util.Base64;

/** The ids by which clients know their sockets: 120 random bits, as Socket.IO servers give. */
final class PublicIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 15;

    private PublicIds() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
