package io.tandem6.simulator.report;

import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The conversation of one world, a line for each thing that was said or happened. */
public final class Trace {
    private final Timeline timeline;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    /** Keeps lines only if they are wanted: writing them takes longer than the simulation. */
    public Trace(Timeline timeline, boolean kept) {
        this.timeline = timeline;
        this.kept = kept;
    }

    /** True if lines are kept. */
    public boolean isKept() {
        return kept;
    }

    /** Adds a line: who, and what. */
    public void add(String who, String what) {
        if (kept) {
            double seconds = timeline.now() / (double) Timeline.SECOND;
            lines.add(String.format(Locale.ROOT, "%12.6f  %-9s %s", seconds, who, what));
        }
    }

    /** All lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
