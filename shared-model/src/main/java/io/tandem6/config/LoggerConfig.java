package io.tandem6.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of {@code loggers}.
 *
 * @param name Kea's logger name, {@code kea-dhcp6} is the root
 * @param severity lowest severity shown
 * @param debugLevel 0..99, of use with {@link Severity#DEBUG}
 * @param outputs destinations
 */
public record LoggerConfig(String name, Severity severity, int debugLevel, List<Output> outputs) {
    /** Copies the list. */
    public LoggerConfig {
        outputs = List.copyOf(outputs);
    }

    /** Kea's severities. */
    public enum Severity {
        /** Nothing. */
        NONE,
        /** The server stops. */
        FATAL,
        /** Something failed. */
        ERROR,
        /** Something is odd. */
        WARN,
        /** What happens. */
        INFO,
        /** What happens in detail. */
        DEBUG
    }

    /**
     * One entry of {@code output_options}.
     *
     * @param destination {@code stdout}, {@code stderr}, {@code syslog}, {@code syslog:FACILITY} or
     *     a file
     * @param flush write through
     * @param maxSizeBytes size at which a file is rotated; below 204800 never
     * @param maxVersions rotated files kept
     * @param pattern how a line looks, in the language of log4cplus; empty for the usual one
     */
    public record Output(
            String destination, boolean flush, long maxSizeBytes, int maxVersions, String pattern) {
        /** What precedes the facility in a destination. */
        public static final String SYSLOG = "syslog:";

        /** Where syslog messages go whose facility is not given or not known; Kea's too. */
        public static final String FACILITY_DEFAULT = "local0";

        /** The facilities of syslog that can be named, in lower case. */
        public static final List<String> FACILITIES =
                List.of(
                        "kern",
                        "user",
                        "mail",
                        "daemon",
                        "auth",
                        "syslog",
                        "lpr",
                        "news",
                        "uucp",
                        "cron",
                        "authpriv",
                        "ftp",
                        "local0",
                        "local1",
                        "local2",
                        "local3",
                        "local4",
                        "local5",
                        "local6",
                        "local7");

        /** The facility of a destination that begins with {@link #SYSLOG}, if there is such one. */
        public Optional<String> facility() {
            String named = destination.substring(SYSLOG.length()).toLowerCase(Locale.ROOT);
            return Optional.of(named).filter(FACILITIES::contains);
        }
    }
}
