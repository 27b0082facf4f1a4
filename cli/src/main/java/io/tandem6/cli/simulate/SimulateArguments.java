package io.tandem6.cli.simulate;

import io.tandem6.simulator.Batch;
import io.tandem6.simulator.Scenario;
import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.server.Rules;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** What the words after {@code simulate} mean. */
sealed interface SimulateArguments {
    /**
     * Run seeds.
     *
     * @param batch which ones
     * @param coverage also print which situations occurred
     */
    record Run(Batch batch, boolean coverage) implements SimulateArguments {}

    /**
     * Run one seed and show its conversation.
     *
     * @param scenario which one
     */
    record Show(Scenario scenario) implements SimulateArguments {}

    /** Explain the command. */
    record Help() implements SimulateArguments {}

    /**
     * They mean nothing.
     *
     * @param word the first one that is not understood
     */
    record Invalid(String word) implements SimulateArguments {}

    /** Reads {@code words}. */
    static SimulateArguments parse(List<String> words) {
        List<Profile> profiles = List.of(Profile.ALL);
        Rules rules = Rules.CONTINUITY;
        OptionalLong seed = OptionalLong.empty();
        OptionalLong count = OptionalLong.empty();
        boolean coverage = false;
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "-h", "--help" -> {
                    return new Help();
                }
                case "--coverage" -> coverage = true;
                case "--keas-rules" -> rules = Rules.KEA;
                case "--profile" -> {
                    String value = rest.hasNext() ? rest.next() : "";
                    profiles = profiles(value);
                    if (profiles.isEmpty()) {
                        return new Invalid(value.isEmpty() ? word : value);
                    }
                }
                case "--seed", "--seeds" -> {
                    String value = rest.hasNext() ? rest.next() : "";
                    OptionalLong number = number(value);
                    boolean isCount = word.equals("--seeds");
                    if (number.isEmpty() || (isCount && number.getAsLong() == 0)) {
                        return new Invalid(value.isEmpty() ? word : value);
                    }
                    seed = isCount ? seed : number;
                    count = isCount ? number : count;
                }
                default -> {
                    return new Invalid(word);
                }
            }
        }
        if (seed.isPresent() && count.isEmpty()) {
            return profiles.size() > 1
                    ? new Invalid(MIXED)
                    : new Show(new Scenario(profiles.getFirst(), rules, seed.getAsLong()));
        }
        int worlds = Math.toIntExact(count.orElse(DEFAULT_COUNT));
        return new Run(new Batch(profiles, rules, seed.orElse(1), worlds), coverage);
    }

    private static List<Profile> profiles(String word) {
        return word.equals(MIXED)
                ? List.of(Profile.values())
                : Profile.of(word).map(List::of).orElse(List.of());
    }

    /** All profiles in turn. */
    String MIXED = "mixed";

    /** Seeds unless told otherwise. */
    long DEFAULT_COUNT = 200;

    private static OptionalLong number(String text) {
        return text.matches("[0-9]{1,9}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
