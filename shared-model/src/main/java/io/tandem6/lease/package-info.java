/**
 * What a lease is and how it may change. No storage, no clock: whoever changes a lease says when.
 * Start with {@link io.tandem6.lease.Lease}.
 */
@NullMarked
package io.tandem6.lease;

import org.jspecify.annotations.NullMarked;
