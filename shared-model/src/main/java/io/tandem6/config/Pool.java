package io.tandem6.config;

import io.tandem6.address.AddressRange;
import java.util.List;

/**
 * One entry of {@code pools}.
 *
 * @param range addresses to give, inside the subnet
 * @param clientClasses the client must be in one of these, if any
 * @param options options for clients with an address from here
 * @param id its number in leases and statistics, 0..4294967295, need not be unique
 */
public record Pool(
        AddressRange range, List<String> clientClasses, List<OptionData> options, long id) {
    /** Copies the lists. */
    public Pool {
        clientClasses = List.copyOf(clientClasses);
        options = List.copyOf(options);
    }
}
