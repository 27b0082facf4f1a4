/**
 * Bounded reading and writing of octets in network byte order. Knows no DHCP: lengths, positions
 * and the encoding of domain names only. Start with {@link io.tandem6.wire.WireReader}.
 */
@NullMarked
package io.tandem6.wire;

import org.jspecify.annotations.NullMarked;
