package io.syncscript.gateway.handshake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.socketio.ConnectionAuthenticator.Accepted;
import io.syncscript.gateway.socketio.ConnectionAuthenticator.Decision;
import io.syncscript.gateway.socketio.ConnectionAuthenticator.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts what became of those who asked to connect. Safe for any thread. */
@Component
class HandshakeMetrics {
    private final Counter accepted;
    private final Map<String, Counter> refused = new HashMap<>();

    HandshakeMetrics(MeterRegistry meters) {
        this.accepted = counter(meters, "accepted");
        for (ErrorCode code :
                List.of(ErrorCode.UNAUTHORIZED, ErrorCode.AUTHENTICATION_FAILED, ErrorCode.RATE_LIMITED)) {
            refused.put(code.name(), counter(meters, code.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("syncscript.handshake.decisions")
                .description("Clients that were accepted or refused after their session was looked up")
                .tag("outcome", outcome)
                .register(meters);
    }

    void decided(Decision decision) {
        switch (decision) {
            case Accepted ignored -> accepted.increment();
            case Refused refusal -> {
                Counter counter = refused.get(refusal.data().path("code").asString(""));
                if (counter != null) {
                    counter.increment();
                }
            }
        }
    }
}
