/**
 * Who a client is: DUID, IAID and hardware address. Opaque values that are compared and printed,
 * never interpreted on the packet path. Start with {@link io.tandem6.identity.Duid}.
 */
@NullMarked
package io.tandem6.identity;

import org.jspecify.annotations.NullMarked;
