package io.tandem6.config;

import java.util.List;
import java.util.Optional;

/**
 * What reading a configuration came to.
 *
 * @param config the configuration, present exactly if no problem is an error
 * @param problems everything noticed, in the order it was noticed
 */
public record ParseResult<T>(Optional<T> config, List<Problem> problems) {
    /** Copies the list and checks that errors and configuration exclude each other. */
    public ParseResult {
        problems = List.copyOf(problems);
        boolean usable = problems.stream().allMatch(p -> p.severity() == Problem.Severity.WARNING);
        if (config.isPresent() != usable) {
            throw new IllegalArgumentException("a configuration is present unless it has errors");
        }
    }

    /** The problems that prevent use. */
    public List<Problem> errors() {
        return problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).toList();
    }

    /** The problems that do not. */
    public List<Problem> warnings() {
        return problems.stream().filter(p -> p.severity() == Problem.Severity.WARNING).toList();
    }
}
