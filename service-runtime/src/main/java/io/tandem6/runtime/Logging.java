package io.tandem6.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.net.SyslogAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import io.tandem6.config.LoggerConfig;
import io.tandem6.config.LoggerConfig.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Applies {@code loggers} to Logback, in place of Spring Boot's own logging setup. Logger names are
 * Kea's.
 */
public final class Logging {
    /** An environment variable: {@code ecs} for JSON as the Elastic Common Schema has it. */
    public static final String FORMAT_VARIABLE = "TANDEM6_LOG_FORMAT";

    /** Below this size Kea does not rotate. */
    private static final long ROTATED_SIZE_MIN = 204_800;

    private static final int LOGBACK_WINDOW_MAX = 20;

    private final LoggerContext context;
    private final boolean json;
    private final Map<String, String> unusable = new LinkedHashMap<>();

    private Logging(LoggerContext context, boolean json) {
        this.context = context;
        this.json = json;
    }

    /**
     * Replaces whatever logging there is.
     *
     * @param root Kea's root logger of the service, as {@code kea-dhcp6}
     * @param loggers the configured ones; what they do not mention goes to the standard output
     * @param debug log everything of the service to the standard output, whatever is configured
     */
    public static void configure(String root, List<LoggerConfig> loggers, boolean debug) {
        boolean json = "ecs".equalsIgnoreCase(System.getenv(FORMAT_VARIABLE));
        configure(root, loggers, debug, json);
    }

    static void configure(String root, List<LoggerConfig> loggers, boolean debug, boolean json) {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        Logging logging = new Logging((LoggerContext) LoggerFactory.getILoggerFactory(), json);
        logging.context.reset();
        logging.context.putObject(Environment.class.getName(), environment(root));
        DebugLevels.configure(debug ? List.of() : loggers);
        logging.everything(root, debug ? Level.DEBUG : Level.INFO);
        if (!debug) {
            loggers.forEach(logging::add);
        }
        Slf4jEventLog log = new Slf4jEventLog(root);
        logging.unusable.forEach(
                (file, reason) -> log.log(LoggingMessage.TANDEM6_LOG_FILE_UNUSABLE, file, reason));
    }

    private void everything(String root, Level level) {
        Logger libraries = context.getLogger(Logger.ROOT_LOGGER_NAME);
        libraries.setLevel(Level.WARN);
        libraries.addAppender(console("System.out", ""));
        // What clients do wrong over HTTP is told to them; it must not fill the log.
        context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
        // Why a service cannot start is said in one line by its main class.
        context.getLogger("org.springframework.boot.SpringApplication").setLevel(Level.OFF);
        context.getLogger("org.springframework.boot.diagnostics").setLevel(Level.OFF);
        context.getLogger("org.springframework.boot.web.server").setLevel(Level.ERROR);
        context.getLogger("org.springframework.context").setLevel(Level.ERROR);
        context.getLogger(root).setLevel(level);
    }

    private void add(LoggerConfig config) {
        Logger logger = context.getLogger(config.name());
        logger.setLevel(level(config.severity()));
        if (!config.outputs().isEmpty()) {
            logger.setAdditive(false);
            config.outputs().forEach(output -> logger.addAppender(appender(output)));
        }
    }

    private Appender<ILoggingEvent> appender(Output output) {
        String destination = output.destination();
        return switch (destination) {
            case "stdout" -> console("System.out", output.pattern());
            case "stderr" -> console("System.err", output.pattern());
            case "syslog" -> syslog(Output.FACILITY_DEFAULT, output.pattern());
            default ->
                    destination.startsWith(Output.SYSLOG)
                            ? syslog(
                                    output.facility().orElse(Output.FACILITY_DEFAULT),
                                    output.pattern())
                            : file(output);
        };
    }

    /** What Spring Boot's encoder of JSON asks for. */
    private static Environment environment(String root) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "logging", Map.of("logging.structured.ecs.service.name", root)));
        return environment;
    }

    private Appender<ILoggingEvent> console(String target, String pattern) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget(target);
        appender.setEncoder(encoder(pattern));
        appender.start();
        return appender;
    }

    private Appender<ILoggingEvent> syslog(String facility, String pattern) {
        SyslogAppender appender = new SyslogAppender();
        appender.setContext(context);
        appender.setSyslogHost("localhost");
        appender.setFacility(facility);
        appender.setSuffixPattern(
                pattern.isEmpty()
                        ? "%-5level [%logger/%thread] %msg"
                        : LinePattern.toLogback(pattern));
        appender.start();
        return appender;
    }

    private Appender<ILoggingEvent> file(Output output) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(output.destination());
        appender.setEncoder(encoder(output.pattern()));
        appender.setImmediateFlush(output.flush());
        boolean rotated = output.maxSizeBytes() >= ROTATED_SIZE_MIN;
        FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(output.destination() + ".%i");
        policy.setMinIndex(1);
        policy.setMaxIndex(Math.clamp(output.maxVersions(), 1, LOGBACK_WINDOW_MAX));
        policy.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(rotated ? output.maxSizeBytes() : Long.MAX_VALUE));
        trigger.start();
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        if (appender.isStarted()) {
            return appender;
        }
        unusable.put(output.destination(), reason(appender));
        return console("System.err", output.pattern());
    }

    /** What the library noted, which it shows to nobody. */
    private String reason(Appender<ILoggingEvent> appender) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getOrigin() == appender)
                .map(Status::getThrowable)
                .filter(Objects::nonNull)
                .map(Throwable::toString)
                .reduce("no reason known", (earlier, later) -> later);
    }

    private Encoder<ILoggingEvent> encoder(String pattern) {
        if (json) {
            StructuredLogEncoder encoder = new StructuredLogEncoder();
            encoder.setContext(context);
            encoder.setFormat("ecs");
            encoder.start();
            return encoder;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern.isEmpty() ? LinePattern.USUAL : LinePattern.toLogback(pattern));
        encoder.start();
        return encoder;
    }

    private static Level level(LoggerConfig.Severity severity) {
        return switch (severity) {
            case NONE -> Level.OFF;
            case FATAL, ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }
}
