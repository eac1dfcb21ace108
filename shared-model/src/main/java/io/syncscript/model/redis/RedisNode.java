package io.syncscript.model.redis;

/**
 * One server.
 *
 * @param host a name or an address; one of IPv6 without brackets
 */
public record RedisNode(String host, int port) {
    /** As in a URL, an address of IPv6 in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
