/**
 * Bounded reading and writing of octets in network byte order. Knows no DHCP: lengths and positions
 * only. Start with {@link io.tandem6.wire.WireReader}.
 */
@NullMarked
package io.tandem6.wire;

import org.jspecify.annotations.NullMarked;
