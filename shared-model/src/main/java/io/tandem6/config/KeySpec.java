package io.tandem6.config;

import java.util.List;

/**
 * What is known of one keyword.
 *
 * @param name Kea's spelling
 * @param kind what its value may be
 * @param use what Tandem6 does with it
 * @param mandatory must it be there
 */
record KeySpec(String name, ValueKind kind, Use use, boolean mandatory) {
    /** What Tandem6 does with a keyword. */
    sealed interface Use {}

    /** It is obeyed, or has no effect that anybody could miss. */
    record Accepted() implements Use {}

    /**
     * Kea has it and Tandem6 does not, which is worth a warning.
     *
     * @param harmless values with which Kea would do nothing either, as plain values
     */
    record Inactive(List<Object> harmless) implements Use {}

    /**
     * Kea has it and Tandem6 does not, and clients would get other addresses without it.
     *
     * @param feature begins the sentence "... not supported yet"
     * @param harmless values with which Kea would do nothing either, as plain values
     */
    record Unsupported(String feature, List<Object> harmless) implements Use {}

    static KeySpec key(String name, ValueKind kind) {
        return new KeySpec(name, kind, new Accepted(), false);
    }

    static KeySpec mandatory(String name, ValueKind kind) {
        return new KeySpec(name, kind, new Accepted(), true);
    }

    static KeySpec inactive(String name, ValueKind kind, Object... harmless) {
        return new KeySpec(name, kind, new Inactive(List.of(harmless)), false);
    }

    static KeySpec unsupported(String name, ValueKind kind, String feature, Object... harmless) {
        return new KeySpec(name, kind, new Unsupported(feature, List.of(harmless)), false);
    }
}
