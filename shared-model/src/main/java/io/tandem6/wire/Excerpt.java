package io.tandem6.wire;

/**
 * Quotes input in messages. What came from outside may be a megabyte long or hold line ends that
 * would look like another message of the log.
 */
public final class Excerpt {
    /** Most characters of input that a message repeats. */
    public static final int LENGTH_MAX = 80;

    private Excerpt() {}

    /** The beginning of {@code text}, control characters replaced by {@code ?}. */
    public static String of(String text) {
        boolean whole = text.length() <= LENGTH_MAX;
        StringBuilder shown = new StringBuilder(whole ? text : text.substring(0, LENGTH_MAX - 3));
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                shown.setCharAt(i, '?');
            }
        }
        return whole ? shown.toString() : shown.append("...").toString();
    }
}
