package io.tandem6.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the problems of one run. What is inherited by many subnets is checked for each of them,
 * so the same problem may be reported again and is kept once.
 */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();
    private final Set<Location> errorLocations = new HashSet<>();
    private final boolean ignoreUnsupported;
    private final boolean checkedElsewhere;
    private int errors;

    Problems(boolean ignoreUnsupported) {
        this(ignoreUnsupported, false);
    }

    Problems(boolean ignoreUnsupported, boolean checkedElsewhere) {
        this.ignoreUnsupported = ignoreUnsupported;
        this.checkedElsewhere = checkedElsewhere;
    }

    void error(Location location, String message) {
        errors++;
        errorLocations.add(location);
        found.add(new Problem(Problem.Severity.ERROR, location, message));
    }

    void warning(Location location, String message) {
        found.add(new Problem(Problem.Severity.WARNING, location, message));
    }

    /**
     * Reports a feature of Kea whose absence would change who gets which address: an error, unless
     * the operator has said to go on without.
     *
     * @param feature begins the sentence "... not supported yet"
     */
    void unsupported(Location location, String feature) {
        if (ignoreUnsupported) {
            warning(location, feature + " not supported yet and ignored");
        } else {
            error(
                    location,
                    feature
                            + " not supported yet: remove it, or start with --ignore-unsupported"
                            + " to run without it");
        }
    }

    /** Reports a file that the configuration names: an error where it is to be used. */
    void unreadable(Location location, String path, String reason) {
        String message = "cannot read '" + JsonToken.excerpt(path) + "': " + reason;
        if (checkedElsewhere) {
            warning(location, message + "; the server will not start where this is so");
        } else {
            error(location, message);
        }
    }

    /** True if an error was reported for what stands exactly here. */
    boolean hasErrorAt(Location location) {
        return errorLocations.contains(location);
    }

    /** How often an error was reported so far: unchanged means that nothing went wrong since. */
    int errors() {
        return errors;
    }

    List<Problem> toList() {
        return new ArrayList<>(found);
    }

    /** The result of a run: {@code config} is only asked for when there were no errors. */
    <T> ParseResult<T> result(Supplier<T> config) {
        return new ParseResult<>(
                errors > 0 ? Optional.empty() : Optional.of(config.get()), toList());
    }
}
