/**
 * The expressions by which Kea tells clients apart: {@code test} and {@code template-test} of
 * client classes, {@code identifier-expression} of the flex_id hook. Text becomes a tree ({@link
 * io.tandem6.classify.ExpressionParser}), and a tree is evaluated over one packet ({@link
 * io.tandem6.classify.Evaluation}); both are pure and bounded, whatever the text or the packet.
 *
 * <p>Knows nothing of classes but their names, and nothing of the configuration.
 */
@NullMarked
package io.tandem6.classify;

import org.jspecify.annotations.NullMarked;
