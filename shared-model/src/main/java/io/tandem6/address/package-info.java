/**
 * IPv6 addresses, prefixes and ranges as values, and their arithmetic. No name resolution, no
 * sockets. Start with {@link io.tandem6.address.Ipv6Address}.
 */
@NullMarked
package io.tandem6.address;

import org.jspecify.annotations.NullMarked;
