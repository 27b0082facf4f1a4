package io.tandem6.config;

import java.util.List;

/** What the value of a keyword may be. */
sealed interface ValueKind {
    /** How an error message names what is expected. */
    String description();

    /** Any string. */
    record Text() implements ValueKind {
        @Override
        public String description() {
            return "a string";
        }
    }

    /** One of some strings. */
    record Word(List<String> words) implements ValueKind {
        @Override
        public String description() {
            return "one of " + String.join(", ", words);
        }
    }

    /** An integer inside a range. */
    record Whole(long min, long max) implements ValueKind {
        @Override
        public String description() {
            return "an integer from " + min + " to " + max;
        }
    }

    /** A number, with or without a fraction. */
    record Real() implements ValueKind {
        @Override
        public String description() {
            return "a number";
        }
    }

    /** True or false. */
    record Flag() implements ValueKind {
        @Override
        public String description() {
            return "true or false";
        }
    }

    /** A map with known keywords. */
    record MapOf(MapSpec spec) implements ValueKind {
        @Override
        public String description() {
            return "a map {...}";
        }
    }

    /** A map whose contents are not checked. */
    record FreeMap() implements ValueKind {
        @Override
        public String description() {
            return "a map {...}";
        }
    }

    /** A list. */
    record ListOf(ValueKind element) implements ValueKind {
        @Override
        public String description() {
            return "a list [...]";
        }
    }

    /** Anything. */
    record Free() implements ValueKind {
        @Override
        public String description() {
            return "a value";
        }
    }

    /** Any string. */
    ValueKind TEXT = new Text();

    /** True or false. */
    ValueKind FLAG = new Flag();

    /** Any number. */
    ValueKind REAL = new Real();

    /** An unsigned 16-bit number. */
    ValueKind UINT16 = new Whole(0, 0xffff);

    /** An unsigned 32-bit number: lifetimes, counts. */
    ValueKind UINT32 = new Whole(0, 0xffff_ffffL);

    /** A list of strings. */
    ValueKind TEXTS = new ListOf(TEXT);

    /** Unchecked map. */
    ValueKind FREE_MAP = new FreeMap();

    /** Unchecked list. */
    ValueKind FREE_LIST = new ListOf(new Free());

    /** One of {@code words}, which are compared without regard to case. */
    static ValueKind word(String... words) {
        return new Word(List.of(words));
    }

    /** A list of maps. */
    static ValueKind list(MapSpec spec) {
        return new ListOf(new MapOf(spec));
    }
}
