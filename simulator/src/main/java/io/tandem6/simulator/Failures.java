package io.tandem6.simulator;

/** Exceptions in one line. */
final class Failures {
    private static final int FRAMES = 6;

    private Failures() {}

    static String text(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append(" < ").append(frames[i]);
        }
        return text.toString();
    }
}
