/**
 * Clients that others wrote: load from perfdhcp, leases for one host from dhclient and dhcpcd.
 * Start with {@link io.tandem6.interop.load.Perfdhcp}.
 */
@NullMarked
package io.tandem6.interop.load;

import org.jspecify.annotations.NullMarked;
