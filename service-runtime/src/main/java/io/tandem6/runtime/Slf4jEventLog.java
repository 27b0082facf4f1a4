package io.tandem6.runtime;

import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes catalogued messages to the logger of their component, their identifier in front. */
public final class Slf4jEventLog implements EventLog {
    private final String root;

    /** Drops are logged for every packet of the partner's clients, nearly always to nowhere. */
    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

    /** Logs below the logger {@code root}, as {@code kea-dhcp6}. */
    public Slf4jEventLog(String root) {
        this.root = root;
    }

    @Override
    public boolean isOn(LogMessage message) {
        Logger logger = logger(message.component());
        return logger.isEnabledForLevel(level(message.severity()))
                && (message.severity() != LogMessage.Severity.DEBUG
                        || message.debugLevel() <= DebugLevels.of(logger.getName()));
    }

    @Override
    public void log(LogMessage message, Object... arguments) {
        if (!isOn(message)) {
            return;
        }
        Logger logger = logger(message.component());
        Level level = level(message.severity());
        LoggingEventBuilder event =
                logger.atLevel(level).setMessage(message.name() + ' ' + message.text());
        for (Object argument : arguments) {
            event = event.addArgument(argument);
        }
        if (arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable cause) {
            event = event.setCause(cause);
        }
        event.log();
    }

    private Logger logger(String component) {
        return loggers.computeIfAbsent(component, c -> LoggerFactory.getLogger(root + '.' + c));
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
