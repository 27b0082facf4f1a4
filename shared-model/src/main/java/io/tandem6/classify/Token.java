package io.tandem6.classify;

import io.tandem6.wire.Excerpt;

/**
 * A token of an expression.
 *
 * @param kind what it is
 * @param text itself; of a string what stands between the quotes
 * @param at where it starts, from 0
 */
record Token(Kind kind, String text, int at) {
    private static final int EXCERPT_LENGTH_MAX = 40;

    /** Kinds of token. */
    enum Kind {
        WORD,
        STRING,
        HEX,
        INTEGER,
        ADDRESS,
        /** {@code ( ) [ ] . , + * ==}. */
        SYMBOL,
        END
    }

    boolean is(String symbolOrWord) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(symbolOrWord);
    }

    String describe() {
        String shown =
                text.length() <= EXCERPT_LENGTH_MAX
                        ? text
                        : text.substring(0, EXCERPT_LENGTH_MAX) + "...";
        return switch (kind) {
            case END -> "the end of the expression";
            case STRING -> "the string '" + Excerpt.of(shown) + "'";
            case WORD, HEX, INTEGER, ADDRESS, SYMBOL -> "'" + Excerpt.of(shown) + "'";
        };
    }
}
