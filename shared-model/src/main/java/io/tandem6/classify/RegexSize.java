package io.tandem6.classify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when its counts ({@code {3}}, {@code {1,9}}) are written
 * out, as the library does before it matches. Counts inside each other multiply.
 */
public final class RegexSize {
    /** Largest size that is worth compiling. */
    public static final long MAX = 10_000;

    private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

    /** Octets of the groups that are open, the outermost first. */
    private final Deque<Long> open = new ArrayDeque<>();

    private long group;
    private long last;

    private RegexSize() {}

    /** The size of {@code regex}, which need not be well-formed. */
    public static long of(String regex) {
        return new RegexSize().measure(regex);
    }

    private long measure(String regex) {
        Matcher count = COUNT.matcher(regex);
        int at = 0;
        while (at < regex.length() && group <= MAX) {
            char c = regex.charAt(at);
            if (c == '{' && count.region(at, regex.length()).lookingAt()) {
                String most = count.group(2);
                repeat(Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most));
                at = count.end();
                continue;
            }
            switch (c) {
                case '(' -> {
                    open.push(group);
                    group = 0;
                }
                case ')' -> {
                    last = Math.max(1, group);
                    group = last + (open.isEmpty() ? 0 : open.pop());
                }
                case '[' -> {
                    one();
                    at = endOfSet(regex, at);
                }
                case '\\' -> {
                    one();
                    at++;
                }
                default -> one();
            }
            at++;
        }
        return open.stream().reduce(group, Long::sum);
    }

    private void one() {
        last = 1;
        group++;
    }

    private void repeat(long times) {
        long repeated = last * Math.max(1, times);
        group += repeated - last;
        last = repeated;
    }

    /** Where a set of characters ends; its first character may be a bracket. */
    private static int endOfSet(String regex, int from) {
        int at = from + 1;
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        at++;
        while (at < regex.length() && regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
