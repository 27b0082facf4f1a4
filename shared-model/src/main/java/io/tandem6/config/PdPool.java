package io.tandem6.config;

import io.tandem6.address.Ipv6Prefix;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code pd-pools}: delegates every prefix of length {@code delegatedLength} in {@code
 * prefix}.
 *
 * @param prefix the space
 * @param delegatedLength length of each delegated prefix, not below that of {@code prefix}
 * @param excluded the part of a delegated prefix that the client must leave out (RFC 6603)
 * @param guard who may have a prefix from here
 * @param additionalClasses evaluated for clients with a prefix from here
 * @param options options for clients with a prefix from here
 * @param id its number in leases and statistics, 0..4294967295, need not be unique
 */
public record PdPool(
        Ipv6Prefix prefix,
        int delegatedLength,
        Optional<Ipv6Prefix> excluded,
        ClassGuard guard,
        List<String> additionalClasses,
        List<OptionData> options,
        long id) {
    /** Copies the lists. */
    public PdPool {
        additionalClasses = List.copyOf(additionalClasses);
        options = List.copyOf(options);
    }
}
