package io.tandem6.classify;

/**
 * What became of a text.
 *
 * @param <T> the kind of expression that was expected
 */
public sealed interface Parsed<T extends Expression> {
    /** It is one. */
    record Ok<T extends Expression>(T expression) implements Parsed<T> {}

    /** It is none. */
    record Bad<T extends Expression>(ExpressionFault fault) implements Parsed<T> {}
}
