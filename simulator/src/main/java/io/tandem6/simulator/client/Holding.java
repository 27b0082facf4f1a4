package io.tandem6.simulator.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.LeaseType;

/**
 * Something that a client has by its own account.
 *
 * @param type address or prefix
 * @param address the address or the first one of the prefix
 * @param prefixLength 128 for an address
 * @param until when it ends, nanoseconds of the world
 */
public record Holding(LeaseType type, Ipv6Address address, int prefixLength, long until) {
    /** An address or prefix in text. */
    @Override
    public String toString() {
        return type == LeaseType.IA_PD ? address + "/" + prefixLength : address.toString();
    }
}
