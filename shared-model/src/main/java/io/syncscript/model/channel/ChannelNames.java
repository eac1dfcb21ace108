package io.syncscript.model.channel;

/** The only place that builds the name of a Redis channel, a Redis session key or a Socket.IO room. */
public final class ChannelNames {
    /** The plain (not sharded) channel on which the API service says that sessions ended. */
    public static final String SESSION_ENDED = "session:ended";

    /** The namespace given to Spring Session; its own default, pinned here because gateways read the same keys. */
    public static final String SESSION_NAMESPACE = "spring:session";

    private static final String VAULT_PREFIX = "vault:";
    private static final String CANARY_PREFIX = "canary:";
    private static final String LIMIT_PREFIX = "limit:";

    private ChannelNames() {}

    /** The sharded channel of a vault, {@code vault:{<id>}}: the id is the hash tag, so vaults spread over a cluster. */
    public static String vaultChannel(String vaultId) {
        return VAULT_PREFIX + '{' + vaultId + '}';
    }

    /** The sharded channel on which one gateway process proves to itself that Redis delivers, {@code canary:{<id>}}. */
    public static String canaryChannel(String gatewayId) {
        return CANARY_PREFIX + '{' + gatewayId + '}';
    }

    /** The Socket.IO room of a vault, {@code vault:<id>}. */
    public static String vaultRoom(String vaultId) {
        return VAULT_PREFIX + vaultId;
    }

    /**
     * The Redis key of what a rate limit keeps for one subject, {@code limit:<limit>:<subject>}.
     *
     * @param subject whom the limit counts, as a digest: keys are of bounded length and name nobody
     */
    public static String rateLimitKey(String limit, String subject) {
        return LIMIT_PREFIX + limit + ':' + subject;
    }

    /** The Redis hash of a session. */
    public static String sessionKey(String sessionId) {
        return SESSION_NAMESPACE + ":sessions:" + sessionId;
    }
}
