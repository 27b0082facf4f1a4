package io.tandem6.simulator.mutation;

import java.util.Optional;

/** How a method behaves instead. */
sealed interface Change {
    /**
     * It returns this and does nothing.
     *
     * @param word {@code true}, {@code false}, {@code null}, {@code empty}, a whole number, or
     *     {@code argument 2}, counted from 1
     */
    record Returns(String word) implements Change {}

    /** It says the opposite. */
    record Negated() implements Change {}

    /**
     * It leaves out all its calls of another method.
     *
     * @param method the name of the other method
     * @param result what it takes for the result, as above or {@code receiver}; empty for none
     */
    record Skips(String method, Optional<String> result) implements Change {}

    /**
     * It has another number wherever it has this one.
     *
     * @param number as written
     * @param other instead
     */
    record Numbers(long number, long other) implements Change {}

    /** Reads one in text. */
    static Change parse(String text) {
        String[] words = text.strip().split(" +", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "negated" -> new Negated();
            case "nothing" -> new Returns("nothing");
            case "returns" -> new Returns(rest);
            case "skips" -> {
                String[] parts = rest.split(" giving ", 2);
                yield new Skips(
                        parts[0], parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
            }
            case "number" -> {
                String[] numbers = rest.split(" becomes ", 2);
                yield new Numbers(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
            }
            default -> throw new IllegalArgumentException("no change: " + text);
        };
    }
}
