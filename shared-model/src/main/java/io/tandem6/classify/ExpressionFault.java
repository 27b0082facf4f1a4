package io.tandem6.classify;

import java.util.Collection;
import java.util.List;

/**
 * Why a text is no expression.
 *
 * @param at where in the text, from 0; its length if something is missing at the end
 * @param message what was found and what was expected
 * @param word the word that is wrong, empty if none is
 * @param known what may stand in its place
 */
public record ExpressionFault(int at, String message, String word, Collection<String> known) {
    static ExpressionFault of(int at, String message) {
        return new ExpressionFault(at, message, "", List.of());
    }
}
