package io.tandem6.config;

import io.tandem6.wire.Excerpt;

/**
 * A token of Kea's JSON dialect.
 *
 * @param kind what it is
 * @param location where it starts
 * @param text contents of a string, digits of a number, otherwise the token itself
 */
record JsonToken(Kind kind, Location location, String text) {
    private static final int EXCERPT_LENGTH_MAX = 40;

    /** Kinds of token. */
    enum Kind {
        LEFT_BRACE("'{'"),
        RIGHT_BRACE("'}'"),
        LEFT_BRACKET("'['"),
        RIGHT_BRACKET("']'"),
        COMMA("','"),
        COLON("':'"),
        STRING("a string"),
        INTEGER("an integer"),
        REAL("a number"),
        NO_NUMBER("no number"),
        TRUE("true"),
        FALSE("false"),
        NULL("null"),
        END("the end of the file");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /** As an error message names it. */
    String describe() {
        return switch (kind) {
            case STRING -> "string \"" + excerpt(text) + "\"";
            case INTEGER, REAL, NO_NUMBER -> "number " + excerpt(text);
            case LEFT_BRACE,
                    RIGHT_BRACE,
                    LEFT_BRACKET,
                    RIGHT_BRACKET,
                    COMMA,
                    COLON,
                    TRUE,
                    FALSE,
                    NULL,
                    END ->
                    kind.toString();
        };
    }

    /** Shortens what is quoted in messages, so that no input makes them long. */
    static String excerpt(String text) {
        return Excerpt.of(
                text.length() <= EXCERPT_LENGTH_MAX
                        ? text
                        : text.substring(0, EXCERPT_LENGTH_MAX) + "...");
    }
}
