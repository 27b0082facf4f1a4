package io.tandem6.cli.simulate;

import io.tandem6.simulator.fault.Profile;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the words after {@code simulate} mean. */
sealed interface SimulateArguments {
    /**
     * Run seeds.
     *
     * @param profile what may go wrong
     * @param first the first seed
     * @param count how many, 1 or more
     * @param coverage also print which situations occurred
     */
    record Run(Profile profile, long first, int count, boolean coverage)
            implements SimulateArguments {}

    /**
     * Run one seed and show its conversation.
     *
     * @param profile what may go wrong
     * @param seed the seed
     */
    record Show(Profile profile, long seed) implements SimulateArguments {}

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
        Profile profile = Profile.ALL;
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
                case "--seed", "--seeds", "--profile" -> {
                    String value = rest.hasNext() ? rest.next() : "";
                    Optional<Profile> named = Profile.of(value);
                    OptionalLong number = number(value);
                    boolean wantsProfile = word.equals("--profile");
                    if (wantsProfile
                            ? named.isEmpty()
                            : number.isEmpty()
                                    || (word.equals("--seeds") && number.getAsLong() == 0)) {
                        return new Invalid(value.isEmpty() ? word : value);
                    }
                    profile = wantsProfile ? named.orElseThrow() : profile;
                    seed = word.equals("--seed") ? number : seed;
                    count = word.equals("--seeds") ? number : count;
                }
                default -> {
                    return new Invalid(word);
                }
            }
        }
        if (seed.isPresent() && count.isEmpty()) {
            return new Show(profile, seed.getAsLong());
        }
        return new Run(
                profile, seed.orElse(1), Math.toIntExact(count.orElse(DEFAULT_COUNT)), coverage);
    }

    /** Seeds unless told otherwise. */
    long DEFAULT_COUNT = 200;

    private static OptionalLong number(String text) {
        return text.matches("[0-9]{1,9}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
