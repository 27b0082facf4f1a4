package io.tandem6.classify;

/**
 * A part of an expression: something that is true or not, or something made of octets.
 *
 * @see ExpressionParser
 */
public sealed interface Expression permits Condition, Value {
    /** Where it starts in the text, from 0. */
    int at();
}
