package io.tandem6.config;

import io.tandem6.address.AddressRange;
import java.util.List;

/**
 * One entry of {@code pools}.
 *
 * @param range addresses to give, inside the subnet
 * @param guard who may have an address from here
 * @param additionalClasses evaluated for clients with an address from here
 * @param options options for clients with an address from here
 * @param id its number in leases and statistics, 0..4294967295, need not be unique
 */
public record Pool(
        AddressRange range,
        ClassGuard guard,
        List<String> additionalClasses,
        List<OptionData> options,
        long id) {
    /** Copies the lists. */
    public Pool {
        additionalClasses = List.copyOf(additionalClasses);
        options = List.copyOf(options);
    }
}
