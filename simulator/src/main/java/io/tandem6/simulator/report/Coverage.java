package io.tandem6.simulator.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which situations occurred, and in how many seeds. */
public final class Coverage {
    private static final String EACH = "each: ";
    private static final List<String> EXPECTED = expected();

    private final TreeMap<String, Integer> seeds = new TreeMap<>();
    private int count;

    private static List<String> expected() {
        try (InputStream file =
                Objects.requireNonNull(
                        Coverage.class.getResourceAsStream("situations.txt"), "situations.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds what occurred in one seed. */
    public void add(Set<String> situations) {
        count++;
        situations.forEach(situation -> seeds.merge(situation, 1, Integer::sum));
    }

    /** In how many seeds a situation occurred. */
    public int of(String situation) {
        return seeds.getOrDefault(situation, 0);
    }

    /** Situations that must be seen in one of 100 seeds, or in each, and are not. */
    public List<String> unseen() {
        return EXPECTED.stream().filter(expected -> !isSeen(expected)).toList();
    }

    private boolean isSeen(String expected) {
        return expected.startsWith(EACH)
                ? of(expected.substring(EACH.length())) == count
                : of(expected) * 100 >= count;
    }

    /** A table: for each HA state what happened in it, then situations of their own. */
    public String table() {
        StringBuilder text = new StringBuilder();
        Set<String> states = new TreeSet<>();
        Set<String> events = new TreeSet<>();
        seeds.keySet().stream()
                .filter(s -> s.contains(" x "))
                .forEach(
                        s -> {
                            states.add(s.substring(0, s.indexOf(" x ")));
                            events.add(s.substring(s.indexOf(" x ") + 3));
                        });
        int width = events.stream().mapToInt(String::length).max().orElse(0);
        text.append(
                "%nSeeds of %d in which it happened, by HA state:%n%s"
                        .formatted(count, " ".repeat(width)));
        int column = 0;
        StringBuilder legend = new StringBuilder();
        for (String state : states) {
            column++;
            text.append("%7s".formatted("(" + column + ")"));
            legend.append(" (%d) %s".formatted(column, state));
        }
        text.append('\n');
        for (String event : events) {
            text.append(event).append(" ".repeat(width - event.length()));
            for (String state : states) {
                int seen = of(state + " x " + event);
                text.append("%7s".formatted(seen == 0 ? "-" : seen));
            }
            text.append('\n');
        }
        text.append(legend).append("%n%nSituations:%n".formatted());
        seeds.entrySet().stream()
                .filter(e -> !e.getKey().contains(" x "))
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(e -> text.append("%7d  %s%n".formatted(e.getValue(), e.getKey())));
        return text.toString();
    }
}
