package io.tandem6.simulator.mutation;

import io.tandem6.simulator.Scenario;
import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.server.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A rule broken on purpose.
 *
 * @param rule which one
 * @param text what the server does wrong
 * @param className in which class, without {@code io.tandem6}
 * @param method in which method; {@code name/2} is the one with two parameters
 * @param change how that behaves instead
 * @param scenarios worlds of which one must show it
 * @param test the test that must fail instead, where worlds have nothing to say
 */
record Mutation(
        String rule,
        String text,
        String className,
        String method,
        Change change,
        List<Scenario> scenarios,
        Optional<String> test) {
    private static final String TEST = "test ";

    /** All of {@code mutations.txt}. */
    static List<Mutation> all() {
        try (InputStream file =
                Objects.requireNonNull(Mutation.class.getResourceAsStream("mutations.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Mutation::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutation parse(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 5) {
            throw new IllegalArgumentException("five columns are needed: " + line);
        }
        String where = columns[4].strip();
        boolean isTest = where.startsWith(TEST);
        String[] place = columns[2].strip().split("#", 2);
        return new Mutation(
                columns[0].strip(),
                columns[1].strip(),
                "io.tandem6." + place[0],
                place[1],
                Change.parse(columns[3]),
                isTest ? List.of() : scenarios(where),
                isTest ? Optional.of(where.substring(TEST.length())) : Optional.empty());
    }

    /** For example {@code partition 1-20}, or {@code keas single 4-9}. */
    private static List<Scenario> scenarios(String text) {
        boolean keas = text.startsWith("keas ");
        String[] words = (keas ? text.substring(5) : text).split(" +");
        Profile profile = Profile.of(words[0]).orElseThrow();
        String[] seeds = words[1].split("-");
        return IntStream.rangeClosed(Integer.parseInt(seeds[0]), Integer.parseInt(seeds[1]))
                .mapToObj(seed -> new Scenario(profile, keas ? Rules.KEA : Rules.CONTINUITY, seed))
                .toList();
    }

    @Override
    public String toString() {
        return rule + ": " + text;
    }
}
