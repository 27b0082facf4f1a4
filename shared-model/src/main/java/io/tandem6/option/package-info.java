/**
 * The options of DHCPv6, one record each, their container {@link io.tandem6.option.Options}, and
 * the two flat switches between octets and records. What an option means for a lease is decided
 * elsewhere; messages and relay levels belong to {@code io.tandem6.message}. Start with {@link
 * io.tandem6.option.Option}.
 */
@NullMarked
package io.tandem6.option;

import org.jspecify.annotations.NullMarked;
