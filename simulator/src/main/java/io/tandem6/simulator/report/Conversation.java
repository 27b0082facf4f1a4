package io.tandem6.simulator.report;

import io.tandem6.simulator.SeedResult;
import io.tandem6.simulator.check.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a world's conversation that tells how its first violation came about. */
public final class Conversation {
    private static final int LINES_MAX = 120;
    private static final int LINE_MAX = 300;
    private static final Pattern NAMED =
            Pattern.compile("client\\d+\\b|\\b[0-9a-f]+:[0-9a-f:]*::?[0-9a-f]*");
    private static final Pattern ALWAYS =
            Pattern.compile("(FAULT|CHECKER|world) .*|.*(operator's|HA_STATE_TRANSITION).*");

    private Conversation() {}

    /** What concerns the first violation, up to it; nothing if there is none. */
    public static List<String> of(SeedResult traced) {
        if (traced.violations().isEmpty()) {
            return List.of();
        }
        Violation violation = traced.violations().getFirst();
        Set<Pattern> named = names(violation.text());
        List<String> lines = new ArrayList<>();
        for (String line : traced.trace()) {
            String what = line.strip().replaceFirst("^[0-9.]+ +", "");
            if (ALWAYS.matcher(what).matches()
                    || named.stream().anyMatch(name -> name.matcher(what).find())) {
                lines.add(line.length() > LINE_MAX ? line.substring(0, LINE_MAX) + "..." : line);
            }
            if (line.contains(violation.toString())) {
                break;
            }
        }
        int skipped = Math.max(0, lines.size() - LINES_MAX);
        List<String> told = new ArrayList<>();
        if (skipped > 0) {
            told.add("(%d lines before that)".formatted(skipped));
        }
        told.addAll(lines.subList(skipped, lines.size()));
        return List.copyOf(told);
    }

    private static Set<Pattern> names(String text) {
        Set<Pattern> names = new LinkedHashSet<>();
        Matcher matcher = NAMED.matcher(text);
        while (matcher.find()) {
            names.add(Pattern.compile(Pattern.quote(matcher.group()) + "(?![0-9a-f:])"));
        }
        return names;
    }
}
