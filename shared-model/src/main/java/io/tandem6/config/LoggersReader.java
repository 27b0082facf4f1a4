package io.tandem6.config;

import io.tandem6.config.LoggerConfig.Output;
import io.tandem6.config.LoggerConfig.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code loggers}. */
final class LoggersReader {
    private static final long MAX_SIZE_DEFAULT = 10_240_000;
    private static final Output STDOUT = new Output("stdout", true, MAX_SIZE_DEFAULT, 1, "");

    private LoggersReader() {}

    /** Without any logger, the one that Kea assumes. */
    static List<LoggerConfig> read(List<Section> sections, String rootName, Problems problems) {
        if (sections.isEmpty()) {
            return List.of(new LoggerConfig(rootName, Severity.INFO, 0, List.of(STDOUT)));
        }
        List<LoggerConfig> loggers = new ArrayList<>();
        for (Section section : sections) {
            if (section.has("output_options") && section.has("output-options")) {
                problems.error(
                        section.at("output_options"),
                        "'output_options' and 'output-options' exclude each other");
            }
            String key = section.has("output-options") ? "output-options" : "output_options";
            List<Output> outputs =
                    section.sections(key).stream().map(LoggersReader::output).toList();
            loggers.add(
                    new LoggerConfig(
                            section.text("name").orElseThrow(),
                            Severity.valueOf(
                                    section.text("severity")
                                            .orElse("INFO")
                                            .toUpperCase(Locale.ROOT)),
                            section.integer("debuglevel", 0),
                            outputs.isEmpty() ? List.of(STDOUT) : outputs));
        }
        return loggers;
    }

    private static Output output(Section section) {
        return new Output(
                section.text("output").orElseThrow(),
                section.flag("flush", true),
                section.number("maxsize", MAX_SIZE_DEFAULT),
                section.integer("maxver", 1),
                section.text("pattern").orElse(""));
    }
}
