package io.tandem6.cli.terminal;

import java.io.PrintStream;

/** How far a long task is, on one line that is written again and again. */
public final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final int total;
    private int shown = -1;

    /** Begins with nothing done of {@code total}, which is 1 or more. */
    public ProgressBar(PrintStream out, int total) {
        this.out = out;
        this.total = total;
    }

    /** {@code done} of all are done. */
    public void show(int done) {
        int permille = (int) (1000L * done / total);
        if (permille == shown) {
            return;
        }
        shown = permille;
        int full = WIDTH * permille / 1000;
        out.print(
                "\r[%s%s] %d of %d"
                        .formatted("#".repeat(full), ".".repeat(WIDTH - full), done, total));
        if (done == total) {
            out.println();
        }
        out.flush();
    }
}
