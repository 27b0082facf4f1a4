package io.tandem6.interop.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs with a time limit. */
final class Processes {
    private Processes() {}

    /** Runs {@code builder}'s command to its end, fed with {@code input}. */
    static Finished run(ProcessBuilder builder, byte[] input, Duration limit) {
        String command = String.join(" ", builder.command());
        Path output = temporaryFile();
        try {
            Path fed = Files.write(Path.of(output + ".in"), input);
            Process process =
                    builder.redirectErrorStream(true)
                            .redirectInput(fed.toFile())
                            .redirectOutput(output.toFile())
                            .start();
            if (!waitFor(process, limit)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "'%s' has not ended after %d seconds:%n%s"
                                .formatted(
                                        command,
                                        limit.toSeconds(),
                                        Files.readString(output, StandardCharsets.ISO_8859_1)));
            }
            Files.delete(fed);
            return new Finished(
                    command,
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(output);
        }
    }

    /** Runs a command on this machine. */
    static Finished run(String... command) {
        return run(new ProcessBuilder(List.of(command)), new byte[0], Duration.ofSeconds(30));
    }

    /** False if {@code process} has not ended within {@code limit}. */
    static boolean waitFor(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", e);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("tandem6-interop", ".out");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
