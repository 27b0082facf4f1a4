package io.tandem6.cli.up;

import java.nio.file.Path;
import java.util.List;

/** A step of the walk-through did not work, and there is no point in the next one. */
final class StepFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Path> logs;

    /** Because of {@code message}; {@code logs} may tell more. */
    StepFailed(String message, List<Path> logs) {
        super(message);
        this.logs = List.copyOf(logs);
    }

    List<Path> logs() {
        return logs;
    }
}
