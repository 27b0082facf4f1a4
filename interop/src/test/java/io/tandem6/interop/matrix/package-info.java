/**
 * Every kind of pair (Tandem6 and Kea as either half, hot standby and load balancing) in every
 * situation that a pair has to survive. A {@link io.tandem6.interop.matrix.Cell} is one situation;
 * a {@link io.tandem6.interop.matrix.Walk} takes one {@link io.tandem6.interop.matrix.Pairing}
 * through all of them, under load, and compares the leases after each. Start with {@code MatrixIT}
 * and {@link io.tandem6.interop.matrix.Cells}.
 */
@NullMarked
package io.tandem6.interop.matrix;

import org.jspecify.annotations.NullMarked;
