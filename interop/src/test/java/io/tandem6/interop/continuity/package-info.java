/**
 * What clients notice when half of a pair is gone, or both halves are there and do not see each
 * other. Measures what runs: with {@code -Dinterop.software=kea} it tells the same of two Keas,
 * without judging them. Start with {@code ContinuityIT}.
 */
@NullMarked
package io.tandem6.interop.continuity;

import org.jspecify.annotations.NullMarked;
