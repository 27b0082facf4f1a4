package io.tandem6.agent.boot;

import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes catalogued messages through SLF4J, under Kea's logger names. */
final class Slf4jEventLog implements EventLog {
    private static final String ROOT = "kea-ctrl-agent";

    @Override
    public void log(LogMessage message, Object... arguments) {
        Logger logger = LoggerFactory.getLogger(ROOT + "." + message.component());
        logger.atLevel(level(message.severity()))
                .log(message.name() + " " + message.text(), arguments);
    }

    private static Level level(LogMessage.Severity severity) {
        return switch (severity) {
            case FATAL, ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }
}
