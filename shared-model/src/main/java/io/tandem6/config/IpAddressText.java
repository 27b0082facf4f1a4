package io.tandem6.config;

import java.util.List;

/** Tells addresses from names. */
final class IpAddressText {
    private IpAddressText() {}

    /** Is {@code text} an IPv4 or IPv6 address. */
    static boolean isAddress(String text) {
        for (OptionType type : List.of(OptionType.IPV4_ADDRESS, OptionType.IPV6_ADDRESS)) {
            try {
                OptionFields.encode(type, text);
                return true;
            } catch (BadDataException e) {
                // Perhaps an address of the other family.
            }
        }
        return false;
    }
}
