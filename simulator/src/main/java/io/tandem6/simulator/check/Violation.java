package io.tandem6.simulator.check;

import io.tandem6.simulator.time.Timeline;
import java.util.Locale;

/**
 * Something that must not happen has happened.
 *
 * @param kind what
 * @param at when, nanoseconds of the world
 * @param text to whom and with what
 */
public record Violation(ViolationKind kind, long at, String text) {
    @Override
    public String toString() {
        double seconds = at / (double) Timeline.SECOND;
        return String.format(Locale.ROOT, "%s at %.3f s: %s", kind, seconds, text);
    }
}
