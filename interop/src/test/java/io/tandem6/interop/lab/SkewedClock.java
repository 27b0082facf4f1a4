package io.tandem6.interop.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A wrong time of day for single programs. Network namespaces share the machine's clock, so a
 * library before the C library answers instead. Durations remain right: what a program measures
 * with the monotonic clock is not affected by a wrong time of day on a real machine, either.
 */
final class SkewedClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private SkewedClock() {}

    /**
     * The environment of a program whose clock is ahead, or behind if {@code ahead} is negative.
     */
    static Map<String, String> environment(Duration ahead) {
        if (ahead.isZero()) {
            return Map.of();
        }
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME",
                "%+ds".formatted(ahead.toSeconds()),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise timed waits for a condition return at once, and a virtual machine's
                // threads do nothing but wait again.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Path library() {
        try (DirectoryStream<Path> architectures =
                Files.newDirectoryStream(LIBRARIES, "*-linux-gnu*")) {
            for (Path architecture : architectures) {
                Path library = architecture.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return library;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(
                "libfaketimeMT.so.1 is not in /usr/lib/*/faketime. On Debian: apt-get install"
                        + " libfaketime");
    }
}
