package io.tandem6.cli.up;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param name for people
 * @param command program and arguments
 * @param environment added to this process's own
 * @param log where its output is appended
 */
record ServiceSpec(String name, List<String> command, Map<String, String> environment, Path log) {
    /** Copies the collections. */
    ServiceSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
