package io.tandem6.cli.up;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * A started process.
 *
 * @param spec what was started
 * @param process it
 */
record RunningService(ServiceSpec spec, Process process) {
    /** Starts {@code spec}, without a standard input. */
    static RunningService start(ServiceSpec spec) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(spec.command())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        return new RunningService(spec, builder.start());
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> ended() {
        return process.onExit();
    }
}
