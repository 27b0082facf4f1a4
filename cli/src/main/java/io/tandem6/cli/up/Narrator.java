package io.tandem6.cli.up;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells users what happens: when, who, what. Silent once a signal has ended the story. */
final class Narrator {
    private static final int TAIL_LINES = 15;

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long begin;
    private volatile boolean silent;

    Narrator(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** Something happened just now. */
    void event(String who, String what) {
        double seconds = (nanoTime.getAsLong() - begin) / 1e9;
        line(String.format(Locale.ROOT, "%6.1f s  %-9s %s", seconds, who, what));
    }

    /** A line as it is. */
    void line(String text) {
        if (!silent) {
            out.println(text);
            out.flush();
        }
    }

    /** The last lines of a log file. */
    void tail(Path log) {
        line("--- end of " + log);
        try {
            // Logs may hold anything; Latin-1 can represent every octet.
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
                    .forEach(text -> line("    " + text));
        } catch (IOException e) {
            line("    (cannot be read: " + e.getMessage() + ")");
        }
    }

    /** Says nothing from now on. */
    void hush() {
        silent = true;
    }
}
