package io.syncscript.gateway.socketio;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The lines that are logged from now on, of any logger of this process. */
final class CountedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    static CountedLog begin() {
        CountedLog log = new CountedLog();
        log.start();
        log.root.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event);
    }

    /** The lines of that level or above. */
    List<String> from(Level level) {
        return lines.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(level))
                .map(line -> line.getLevel() + " " + line.getLoggerName() + ": " + line.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(this);
    }
}
