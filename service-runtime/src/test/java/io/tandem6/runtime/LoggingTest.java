package io.tandem6.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tandem6.config.LoggerConfig;
import io.tandem6.config.LoggerConfig.Output;
import io.tandem6.config.LoggerConfig.Severity;
import io.tandem6.log.LogMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private static final String ROOT = "kea-dhcp6";

    private final Slf4jEventLog log = new Slf4jEventLog(ROOT);

    @TempDir private Path directory;

    private enum Said implements LogMessage {
        HAPPENED(Severity.INFO, "leases", 0),
        DETAIL(Severity.DEBUG, "leases", 40),
        MORE_DETAIL(Severity.DEBUG, "leases", 50),
        ELSEWHERE(Severity.DEBUG, "packets", 40);

        private final Entry entry;
        private final int debugLevel;

        Said(Severity severity, String component, int debugLevel) {
            this.entry = new Entry(severity, component, "it was {}", "Nothing to do.");
            this.debugLevel = debugLevel;
        }

        @Override
        public Entry entry() {
            return entry;
        }

        @Override
        public int debugLevel() {
            return debugLevel;
        }
    }

    @AfterEach
    void backToNormal() {
        Logging.configure(ROOT, List.of(), false);
    }

    private String said(boolean json, String pattern, LoggerConfig... more) throws IOException {
        Path file = directory.resolve("log");
        Output output = new Output(file.toString(), true, 0, 1, pattern);
        LoggerConfig root = new LoggerConfig(ROOT, Severity.INFO, 0, List.of(output));
        Logging.configure(
                ROOT, Stream.concat(Stream.of(root), Stream.of(more)).toList(), false, json);
        for (Said message : Said.values()) {
            log.log(message, "good");
        }
        return Files.readString(file);
    }

    private static LoggerConfig debug(String name, int level) {
        return new LoggerConfig(name, Severity.DEBUG, level, List.of());
    }

    @Test
    void linesLookAsUsual() throws IOException {
        assertThat(said(false, ""))
                .matches(
                        "[0-9-]{10} [0-9:.]{12} INFO  \\[kea-dhcp6.leases/\\S+] HAPPENED it was good\n");
    }

    @Test
    void linesLookAsConfigured() throws IOException {
        assertThat(said(false, "%D{%Y-%m-%d, %H} %p %c %m%n"))
                .matches("[0-9-]{10}, [0-9]{2} INFO kea-dhcp6.leases HAPPENED it was good\n");
    }

    static Stream<String> unusable() {
        return Stream.of("/", "/dev/null/log", "/proc/self/log");
    }

    /** A log that goes nowhere would hide whatever comes next. */
    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotBeOpenedIsSaidOnTheStandardErrorAndSoIsTheRest(String file) {
        PrintStream before = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setErr(new PrintStream(shown, true, UTF_8));
        try {
            Output output = new Output(file, true, 0, 1, "%m%n");
            Logging.configure(
                    ROOT,
                    List.of(new LoggerConfig(ROOT, Severity.INFO, 0, List.of(output))),
                    false,
                    false);
            log.log(Said.HAPPENED, "good");
        } finally {
            System.setErr(before);
        }
        assertThat(shown.toString(UTF_8).lines().toList())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "TANDEM6_LOG_FILE_UNUSABLE cannot open the log file "
                                                        + file)
                                        .contains("FileNotFoundException"),
                        line -> assertThat(line).isEqualTo("HAPPENED it was good"));
    }

    static Stream<String> facilities() {
        return Stream.concat(Output.FACILITIES.stream(), Stream.of("LOCAL7", "nope", "", " "));
    }

    @ParameterizedTest
    @MethodSource("facilities")
    void anyFacilityOfSyslogWillDo(String facility) {
        Output output = new Output(Output.SYSLOG + facility, true, 0, 1, "%m%n");
        assertThatCode(
                        () ->
                                Logging.configure(
                                        ROOT,
                                        List.of(
                                                new LoggerConfig(
                                                        ROOT, Severity.NONE, 0, List.of(output))),
                                        false,
                                        false))
                .doesNotThrowAnyException();
    }

    @Test
    void linesAreJson() throws IOException {
        JsonNode line = JsonMapper.shared().readTree(said(true, "%m"));
        assertThat(line.path("message").stringValue()).isEqualTo("HAPPENED it was good");
        assertThat(line.at("/log/level").stringValue()).isEqualTo("INFO");
        assertThat(line.at("/log/logger").stringValue()).isEqualTo("kea-dhcp6.leases");
        assertThat(line.at("/service/name").stringValue()).isEqualTo("kea-dhcp6");
        assertThat(line.at("/ecs/version").stringValue()).isNotBlank();
    }

    @Test
    void eachLoggerHasItsDebugLevel() throws IOException {
        assertThat(said(false, "%m%n", debug("kea-dhcp6.leases", 40)).lines())
                .containsExactly("HAPPENED it was good", "DETAIL it was good");
    }

    @Test
    void aLoggerHasThatOfItsParent() throws IOException {
        assertThat(said(false, "%m%n", debug(ROOT, 45)).lines())
                .contains("DETAIL it was good", "ELSEWHERE it was good")
                .doesNotContain("MORE_DETAIL it was good");
    }
}
