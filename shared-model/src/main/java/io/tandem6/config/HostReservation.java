package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import java.util.List;
import java.util.Optional;

/**
 * What is kept for one client.
 *
 * @param identifier what it is known by
 * @param addresses for its associations, one for each
 * @param prefixes likewise
 * @param hostname its name
 * @param clientClasses classes that it belongs to
 * @param options options for it, before all others
 */
public record HostReservation(
        HostIdentifier identifier,
        List<Ipv6Address> addresses,
        List<ReservedPrefix> prefixes,
        Optional<String> hostname,
        List<String> clientClasses,
        List<OptionData> options) {
    /** Copies the lists. */
    public HostReservation {
        addresses = List.copyOf(addresses);
        prefixes = List.copyOf(prefixes);
        clientClasses = List.copyOf(clientClasses);
        options = List.copyOf(options);
    }

    /**
     * A prefix.
     *
     * @param prefix delegated
     * @param excluded what the client leaves out of it (RFC 6603)
     */
    public record ReservedPrefix(Ipv6Prefix prefix, Optional<Ipv6Prefix> excluded) {}
}
