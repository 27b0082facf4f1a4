package io.tandem6.server.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An input of a scenario: words, and settings of the form {@code name=value}. */
public record Words(List<String> plain, Map<String, String> settings) {
    /** Splits at blanks. */
    public static Words of(String line) {
        List<String> all = Arrays.stream(line.split(" +")).toList();
        return new Words(
                all.stream().filter(w -> w.indexOf('=') < 0).toList(),
                all.stream()
                        .filter(w -> w.indexOf('=') >= 0)
                        .collect(
                                Collectors.toMap(
                                        w -> w.substring(0, w.indexOf('=')),
                                        w -> w.substring(w.indexOf('=') + 1))));
    }

    /** The plain word at {@code index}. */
    public String at(int index) {
        return plain.get(index);
    }

    /** A setting, or {@code otherwise}. */
    public String get(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    /** A number, or {@code otherwise}. */
    public long number(String name, long otherwise) {
        return settings.containsKey(name) ? Long.parseLong(settings.get(name)) : otherwise;
    }

    /** Milliseconds of {@code 10s}, {@code 5m} or {@code 20ms}. */
    public static long millis(String duration) {
        if (duration.endsWith("ms")) {
            return Long.parseLong(duration.substring(0, duration.length() - 2));
        }
        long number = Long.parseLong(duration.substring(0, duration.length() - 1));
        return duration.endsWith("m") ? number * 60_000 : number * 1000;
    }
}
