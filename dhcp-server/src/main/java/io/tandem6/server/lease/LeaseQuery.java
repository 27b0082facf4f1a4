package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import java.util.List;

/**
 * What a decision about a client rests on.
 *
 * @param bindings the client's identity associations
 * @param addresses addresses and first addresses of prefixes that it names
 */
public record LeaseQuery(List<BindingKey> bindings, List<Ipv6Address> addresses) {
    /** Copies the lists. */
    public LeaseQuery {
        bindings = List.copyOf(bindings);
        addresses = List.copyOf(addresses);
    }
}
