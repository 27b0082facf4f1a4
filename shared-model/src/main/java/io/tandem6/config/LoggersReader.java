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
                    section.sections(key).stream().map(each -> output(each, problems)).toList();
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

    /** Kea takes any facility; who starts with such a file must be able to go on. */
    private static Output output(Section section, Problems problems) {
        Output output = read(section);
        if (output.destination().startsWith(Output.SYSLOG) && output.facility().isEmpty()) {
            problems.warning(
                    section.at("output"),
                    "'%s' names no facility of syslog, %s is used; there are %s"
                            .formatted(
                                    JsonToken.excerpt(output.destination()),
                                    Output.FACILITY_DEFAULT,
                                    String.join(", ", Output.FACILITIES)));
        }
        return output;
    }

    private static Output read(Section section) {
        return new Output(
                section.text("output").orElseThrow(),
                section.flag("flush", true),
                section.number("maxsize", MAX_SIZE_DEFAULT),
                section.integer("maxver", 1),
                section.text("pattern").orElse(""));
    }
}
