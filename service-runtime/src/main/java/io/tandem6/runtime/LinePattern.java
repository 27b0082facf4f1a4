package io.tandem6.runtime;

import java.util.Map;

/**
 * How a line of the log looks: a {@code pattern} of Kea's, which is a layout of log4cplus, in
 * Logback's language. What Logback has no word for stays as it is written, so that it is seen.
 */
final class LinePattern {
    /** The usual one of both, with the thread's name in place of its number. */
    static final String USUAL = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%logger/%thread] %msg%n";

    private static final Map<Character, String> WORDS =
            Map.of(
                    'c', "logger",
                    'm', "msg",
                    'n', "n",
                    'p', "level",
                    't', "thread",
                    'T', "thread",
                    'r', "relative");

    /** What follows a percent sign in dates, as Java has it; %q and %Q are milliseconds. */
    private static final Map<Character, String> DATES =
            Map.ofEntries(
                    Map.entry('Y', "yyyy"),
                    Map.entry('y', "yy"),
                    Map.entry('m', "MM"),
                    Map.entry('d', "dd"),
                    Map.entry('e', "d"),
                    Map.entry('H', "HH"),
                    Map.entry('I', "hh"),
                    Map.entry('M', "mm"),
                    Map.entry('S', "ss"),
                    Map.entry('q', "SSS"),
                    Map.entry('Q', "SSS"),
                    Map.entry('p', "a"),
                    Map.entry('a', "EEE"),
                    Map.entry('A', "EEEE"),
                    Map.entry('b', "MMM"),
                    Map.entry('B', "MMMM"),
                    Map.entry('j', "DDD"),
                    Map.entry('z', "xx"),
                    Map.entry('Z', "zzz"));

    private static final String DATE_USUAL = "yyyy-MM-dd HH:mm:ss";

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private LinePattern(String pattern) {
        this.pattern = pattern;
    }

    /** The pattern for Logback. */
    static String toLogback(String pattern) {
        return new LinePattern(pattern).translate();
    }

    private String translate() {
        while (at < pattern.length()) {
            char next = pattern.charAt(at++);
            switch (next) {
                case '%' -> specifier();
                case '\\', '(', ')' -> out.append('\\').append(next);
                default -> out.append(next);
            }
        }
        return out.toString();
    }

    private void specifier() {
        int begin = at;
        while (at < pattern.length() && "-.0123456789".indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        String format = pattern.substring(begin, at);
        char kind = at < pattern.length() ? pattern.charAt(at++) : '%';
        switch (kind) {
            case '%' -> out.append("\\%");
            case 'd', 'D' -> out.append('%').append(format).append("d{").append(date()).append('}');
            case 'i' -> out.append(ProcessHandle.current().pid());
            default -> {
                String word = WORDS.get(kind);
                if (word == null) {
                    out.append("\\%").append(format).append(kind);
                } else {
                    out.append('%').append(format).append(word);
                }
            }
        }
    }

    /** The format in braces, if there is one. */
    private String date() {
        int end = pattern.indexOf('}', at);
        if (at >= pattern.length() || pattern.charAt(at) != '{' || end < 0) {
            return DATE_USUAL;
        }
        String format = pattern.substring(at + 1, end);
        at = end + 1;
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            boolean known = c == '%' && i + 1 < format.length();
            if (known) {
                java.append(DATES.getOrDefault(format.charAt(++i), "'" + format.charAt(i) + "'"));
            } else if (Character.isLetter(c)) {
                java.append('\'').append(c).append('\'');
            } else {
                java.append(c);
            }
        }
        // A comma would end the format and begin the time zone.
        return '"' + java.toString() + '"';
    }
}
