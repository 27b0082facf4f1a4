package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * What a shared store has at an address.
 *
 * @param address the address, or the first address of a prefix
 * @param lease its lease, null if there is none
 */
public record StoredLease(Ipv6Address address, @Nullable Lease lease) {}
