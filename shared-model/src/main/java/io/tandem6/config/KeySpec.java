package io.tandem6.config;

import java.util.List;
import java.util.Optional;

/**
 * What is known of one keyword.
 *
 * @param name Kea's spelling
 * @param kind what its value may be
 * @param use what Tandem6 does with it
 * @param mandatory must it be there
 * @param standard its value where nobody gives one, as a plain value
 * @param shown does {@code config-get} show that value
 * @param newer the spelling of later versions of Kea for the same setting
 */
record KeySpec(
        String name,
        ValueKind kind,
        Use use,
        boolean mandatory,
        Optional<Object> standard,
        boolean shown,
        Optional<String> newer) {
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
        return of(name, kind, new Accepted(), false);
    }

    static KeySpec mandatory(String name, ValueKind kind) {
        return of(name, kind, new Accepted(), true);
    }

    static KeySpec inactive(String name, ValueKind kind, Object... harmless) {
        return of(name, kind, new Inactive(List.of(harmless)), false);
    }

    static KeySpec unsupported(String name, ValueKind kind, String feature, Object... harmless) {
        return of(name, kind, new Unsupported(feature, List.of(harmless)), false);
    }

    private static KeySpec of(String name, ValueKind kind, Use use, boolean mandatory) {
        return new KeySpec(name, kind, use, mandatory, Optional.empty(), false, Optional.empty());
    }

    /** The same keyword where Tandem6 does not act upon it. */
    KeySpec withoutEffect() {
        return new KeySpec(name, kind, new Inactive(List.of()), mandatory, standard, shown, newer);
    }

    /** The same keyword, which stands for {@code value} where nobody gives it. */
    KeySpec byDefault(Object value) {
        return new KeySpec(name, kind, use, mandatory, Optional.of(value), true, newer);
    }

    /** The same, where {@code config-get} leaves out what nobody gives. */
    KeySpec tacitly(Object value) {
        return new KeySpec(name, kind, use, mandatory, Optional.of(value), false, newer);
    }

    /** The same keyword, as the older spelling of another one in the same map. */
    KeySpec nowCalled(String spelling) {
        return new KeySpec(name, kind, use, mandatory, standard, shown, Optional.of(spelling));
    }
}
