package io.syncscript.gateway.socketio;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The Socket.IO server's settings; {@code application.yml} comments each key.
 *
 * @param host the address to bind
 * @param port the port to bind, 0 for any free one
 * @param path where the Engine.IO endpoint and the browser client are served, with a slash at both ends
 * @param allowedOrigins the exact origins of pages that may connect, or {@code *}; a request without an {@code Origin} comes
 *     from no page and is served
 * @param eventLoopThreads how many threads serve connections, 0 for one per processor
 */
@Validated
@ConfigurationProperties("syncscript.socketio")
public record SocketIoProperties(
        @NotBlank @DefaultValue("0.0.0.0") String host,
        @Min(0) @Max(65_535) @DefaultValue("9092") int port,

        @Pattern(regexp = "/|/.*/") @DefaultValue("/socket.io/")
        String path,

        @NotNull @DefaultValue List<String> allowedOrigins,
        @Min(0) @DefaultValue("0") int eventLoopThreads,
        @Valid @DefaultValue Timeouts timeouts,
        @Valid @DefaultValue Limits limits) {
    public SocketIoProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Netty's own default is twice as many: they would only take the processors, and the lines of their caches, from each other. */
    int eventLoops() {
        return eventLoopThreads == 0 ? Runtime.getRuntime().availableProcessors() : eventLoopThreads;
    }

    /**
     * How long a client may take.
     *
     * @param pingInterval the pause between the client's pong and the next ping; told to the client
     * @param pingTimeout how long the answer to a ping may take; told to the client
     * @param connect how long a connection may live without an accepted CONNECT, and how long the authentication may take
     * @param refused how long a client that was refused may stay, to read why, before its connection is closed
     * @param upgrade how long a websocket may take from its opening to the end of the upgrade
     * @param request how long an HTTP request may take from its first byte to its last, the first one from the connection on; how
     *     long the attachments of an event may; and how long a connection may idle whose peer is no trusted proxy
     * @param keepAlive how long a trusted proxy's HTTP connection may idle, and how long anybody may take to read an answer
     */
    public record Timeouts(
            @DurationMin(millis = 50) @DefaultValue("25s") Duration pingInterval,
            @DurationMin(millis = 50) @DefaultValue("20s") Duration pingTimeout,
            @DurationMin(millis = 50) @DefaultValue("5s") Duration connect,
            @DurationMin(millis = 50) @DefaultValue("2s") Duration refused,
            @DurationMin(millis = 50) @DefaultValue("5s") Duration upgrade,
            @DurationMin(millis = 50) @DefaultValue("5s") Duration request,
            @DurationMin(millis = 50) @DefaultValue("75s") Duration keepAlive) {}

    /**
     * How much a client may send, how much may wait for it, and how fast clients come in.
     *
     * @param maxPayload the largest websocket message and polling body, and the largest binary event with all its
     *     attachments; told to the client. A million bytes is what Socket.IO servers take by default
     * @param outbound how much may wait for one connection before it is closed as a slow reader
     * @param jsonDepth how deep the JSON of a packet may be nested
     * @param jsonTokens how many names, values and brackets the JSON of a packet may have, since each takes far more memory than
     *     its text
     * @param attachments how many attachments one binary event may have
     * @param acceptRate how many connections each event loop takes in a second while events are delivered
     */
    public record Limits(
            @NotNull @DefaultValue("1000000B") DataSize maxPayload,
            @NotNull @DefaultValue("4MB") DataSize outbound,
            @Min(1) @Max(1_000) @DefaultValue("32") int jsonDepth,
            @Min(100) @DefaultValue("10000") int jsonTokens,
            @Min(0) @Max(1_000) @DefaultValue("10") int attachments,
            @Min(10) @DefaultValue("1000") int acceptRate) {}
}
