package io.syncscript.api.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Whom limits count: digests, so that a key in Redis has one length whatever a client sends, and names nobody. */
final class Subjects {
    /** A household or a server has a whole /64 of IPv6 to itself. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final int DIGEST_BYTES = 16;

    private Subjects() {}

    /**
     * The subject of a client address: of IPv6 its /64 network.
     *
     * @param address as the servlet container gives it; a name is taken as it is and never looked up
     */
    static String ofAddress(String address) {
        return digest("address", networkOf(address));
    }

    static String ofAccount(String account) {
        return digest("account", account);
    }

    static String ofPair(String account, String address) {
        return digest("pair", account, networkOf(address));
    }

    private static String networkOf(String address) {
        int zone = address.indexOf('%');
        String literal = zone < 0 ? address : address.substring(0, zone);
        if (literal.indexOf(':') < 0) {
            return literal;
        }
        try {
            // With a colon in it, it is a literal or an error, so this asks no name server.
            InetAddress parsed = InetAddress.getByName(literal);
            return parsed instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return literal;
        }
    }

    private static String digest(String... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256.digest(), DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
