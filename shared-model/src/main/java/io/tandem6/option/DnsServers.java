package io.tandem6.option;

import io.tandem6.address.Ipv6Address;
import java.util.List;

/**
 * DNS Recursive Name Server option (RFC 3646 section 3).
 *
 * @param addresses in order of preference
 */
public record DnsServers(List<Ipv6Address> addresses) implements Option {
    /** Copies the list. */
    public DnsServers {
        addresses = List.copyOf(addresses);
    }

    @Override
    public int code() {
        return OptionCode.DNS_SERVERS;
    }
}
