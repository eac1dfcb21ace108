package io.syncscript.model.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the URLs by which Redis is given. No message says more of one than its scheme and its addresses. */
final class RedisUrl {
    private static final String FORMS = "redis[s]://[user:password@]host:port,"
            + " redis[s]-cluster://[user:password@]host:port,... or"
            + " redis[s]-sentinel://[user:password@]host:port,...#master";

    /** A password may hold anything but needs its percent signs encoded, so the last @ ends it. */
    private static final Pattern URL =
            Pattern.compile("(?s)(rediss?)(-cluster|-sentinel)?://(?:(.*)@)?([^@#]*)(?:#([^@]*))?");

    private static final Pattern NODE = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/?#\\s]+)):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private RedisUrl() {}

    static RedisTopology parse(String url, RedisCredentials sentinelCredentials) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Redis is given as " + FORMS);
        }
        boolean tls = parts.group(1).equals("rediss");
        String kind = text(parts.group(2));
        RedisCredentials credentials = credentials(text(parts.group(3)));
        List<RedisNode> nodes = nodes(parts.group(4));
        String master = text(parts.group(5));
        boolean sentinel = kind.equals("-sentinel");
        require(sentinel || master.isEmpty(), "only a redis-sentinel URL ends in a # and the name of the master");
        require(
                sentinel || sentinelCredentials.password().isEmpty(),
                "only a redis-sentinel URL has sentinels' password");
        return switch (kind) {
            case "-cluster" -> new RedisTopology.Cluster(nodes, credentials, tls);
            case "-sentinel" -> sentinel(nodes, master, credentials, sentinelCredentials, tls);
            default -> standalone(nodes, credentials, tls);
        };
    }

    private static RedisTopology standalone(List<RedisNode> nodes, RedisCredentials credentials, boolean tls) {
        require(nodes.size() == 1, "several servers are a redis-cluster:// or redis-sentinel:// URL");
        return new RedisTopology.Standalone(nodes.getFirst(), credentials, tls);
    }

    private static RedisTopology sentinel(
            List<RedisNode> nodes,
            String master,
            RedisCredentials credentials,
            RedisCredentials sentinelCredentials,
            boolean tls) {
        require(!master.isBlank(), "a redis-sentinel URL ends in a # and the name of the master");
        require(
                sentinelCredentials.password().isEmpty()
                        || credentials.password().isPresent(),
                "sentinels with a password need servers with a password: the gateway's client gives sentinels none else");
        return new RedisTopology.Sentinel(nodes, master, credentials, sentinelCredentials, tls);
    }

    private static RedisCredentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? RedisCredentials.of("", decoded(userInfo))
                : RedisCredentials.of(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a % in the user or password of a Redis URL is written as %25");
        }
    }

    private static List<RedisNode> nodes(String list) {
        return Stream.of(list.split(",", -1)).map(RedisUrl::node).toList();
    }

    private static RedisNode node(String text) {
        Matcher parts = NODE.matcher(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        require(parts.matches(), "\"" + text + "\" is not host:port; Redis is given as " + FORMS);
        int port = Integer.parseInt(parts.group(3));
        require(port >= 1 && port <= HIGHEST_PORT, "no port: " + port);
        return new RedisNode(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
    }

    private static String text(String groupOrNull) {
        return groupOrNull == null ? "" : groupOrNull;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
