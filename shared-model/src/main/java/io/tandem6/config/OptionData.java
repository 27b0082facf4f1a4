package io.tandem6.config;

import io.tandem6.wire.Octets;
import java.util.List;

/**
 * One entry of {@code option-data}, encoded.
 *
 * @param code option code, 1..65535
 * @param space {@code dhcp6}, {@code vendor-ENTERPRISE} or a space of sub-options
 * @param payload contents of the option without its 4-octet header
 * @param alwaysSend send it also to clients that do not ask for it
 * @param neverSend do not send it, whatever else is configured
 * @param clientClasses it is there for clients in one of these only, if any
 */
public record OptionData(
        int code,
        String space,
        Octets payload,
        boolean alwaysSend,
        boolean neverSend,
        List<String> clientClasses) {
    /** The space of the DHCPv6 options proper. */
    public static final String DHCP6_SPACE = "dhcp6";

    /** Begins the name of the space of a vendor, whose enterprise number follows. */
    public static final String VENDOR_SPACE_PREFIX = "vendor-";

    /** Copies the list. */
    public OptionData {
        clientClasses = List.copyOf(clientClasses);
    }
}
