package io.syncscript.gateway.lifecycle;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Says in one line that a port is taken, instead of a stack trace. */
final class PortTakenReporter implements SpringBootExceptionReporter {
    private static final Logger log = LoggerFactory.getLogger(PortTakenReporter.class);

    /** The constructor that Spring Boot asks for. */
    PortTakenReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortTakenException taken) {
                log.error("{}", taken.getMessage());
                return true;
            }
            if (cause instanceof PortInUseException inUse) {
                log.error("Port {} for management cannot be bound: is another process using it?", inUse.getPort());
                return true;
            }
        }
        return false;
    }
}
