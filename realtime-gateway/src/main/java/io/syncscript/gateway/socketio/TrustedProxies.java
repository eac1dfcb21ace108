package io.syncscript.gateway.socketio;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a client is. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it: each appends the peer that
 * it was asked by, so from the right the first address that is none of theirs is the client's, and what stands left of it is the
 * client's own word.
 */
final class TrustedProxies {
    private static final String FORWARDED_FOR = "x-forwarded-for";
    private static final InetSocketAddress UNKNOWN = new InetSocketAddress(0);

    private final List<IpSubnetFilterRule> networks;

    /** @param networks as {@code address/bits} */
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(TrustedProxies::network).toList();
    }

    private static IpSubnetFilterRule network(String network) {
        int slash = network.indexOf('/');
        if (slash < 0 || !isLiteral(network.substring(0, slash))) {
            throw new IllegalArgumentException("no network of the form address/bits: " + network);
        }
        int bits = Integer.parseInt(network, slash + 1, network.length(), 10);
        return new IpSubnetFilterRule(network.substring(0, slash), bits, IpFilterRuleType.ACCEPT);
    }

    private static boolean isLiteral(String address) {
        return NetUtil.createInetAddressFromIpAddressString(address) != null;
    }

    boolean isTrustedPeer(Channel channel) {
        return isTrusted(peer(channel));
    }

    ClientAddress clientOf(Channel channel, HttpHeaders headers) {
        InetAddress client = peer(channel);
        boolean trusted = isTrusted(client);
        List<String> hops = trusted ? hops(headers) : List.of();
        for (int i = hops.size() - 1; i >= 0 && trusted; i--) {
            InetAddress hop = address(hops.get(i));
            if (hop == null) {
                break;
            }
            client = hop;
            trusted = isTrusted(hop);
        }
        return new ClientAddress(client, trusted);
    }

    private static List<String> hops(HttpHeaders headers) {
        List<String> hops = new ArrayList<>(1);
        for (String header : headers.getAll(FORWARDED_FOR)) {
            hops.addAll(List.of(header.split(",", -1)));
        }
        return hops;
    }

    /** Reads literals only, with or without a port, so that no name is ever looked up. */
    private static @Nullable InetAddress address(String hop) {
        String literal = hop.strip();
        int bracket = literal.indexOf(']');
        if (literal.startsWith("[") && bracket > 0) {
            literal = literal.substring(1, bracket);
        } else if (literal.indexOf(':') >= 0 && literal.indexOf(':') == literal.lastIndexOf(':')) {
            literal = literal.substring(0, literal.indexOf(':'));
        }
        return NetUtil.createInetAddressFromIpAddressString(literal);
    }

    private boolean isTrusted(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    private static InetAddress peer(Channel channel) {
        return (channel.remoteAddress() instanceof InetSocketAddress socket ? socket : UNKNOWN).getAddress();
    }
}
