package io.syncscript.gateway.socketio;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one user, one address and one connection may take of this process; {@code application.yml} comments each key. 0 is
 * no limit. Each process counts for itself.
 *
 * @param trustedProxies the networks, as {@code address/bits}, whose {@code X-Forwarded-For} is believed. A client that is in
 *     one of them itself is not counted by user or address, since it is a proxy that says nothing, or the operator's own
 * @param connectionsPerUser how many sockets one user may have connected
 * @param connectionsPerAddress how many connections one IPv4 address, or one IPv6 network of 64 bits, may have open
 * @param handshakesPerSecond how many connections such an address may open in the long run
 * @param handshakeBurst how many it may open at once
 * @param messagesPerSecond how many packets one connection may send in the long run
 * @param messageBurst how many it may send at once, and how many beyond that are refused before the connection is closed
 */
@Validated
@ConfigurationProperties("syncscript.quota")
public record QuotaProperties(
        @NotNull @DefaultValue List<String> trustedProxies,
        @Min(0) @DefaultValue("200") int connectionsPerUser,
        @Min(0) @DefaultValue("5000") int connectionsPerAddress,
        @Min(0) @DefaultValue("100") int handshakesPerSecond,
        @Min(1) @DefaultValue("1000") int handshakeBurst,
        @Min(0) @DefaultValue("100") int messagesPerSecond,
        @Min(1) @DefaultValue("1000") int messageBurst) {
    public QuotaProperties {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** More packets than this in one request would end the connection. */
    int maxPacketsAtOnce() {
        return messagesPerSecond == 0 ? Integer.MAX_VALUE : Math.max(messageBurst, 2 * messageBurst);
    }
}
