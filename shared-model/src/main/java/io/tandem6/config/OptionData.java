package io.tandem6.config;

import io.tandem6.wire.Octets;

/**
 * One entry of {@code option-data}, encoded.
 *
 * @param code option code, 1..65535
 * @param space {@code dhcp6}, {@code vendor-ENTERPRISE} or a space of sub-options
 * @param payload contents of the option without its 4-octet header
 * @param alwaysSend send it also to clients that do not ask for it
 * @param neverSend do not send it, whatever else is configured
 */
public record OptionData(
        int code, String space, Octets payload, boolean alwaysSend, boolean neverSend) {
    /** The space of the DHCPv6 options proper. */
    public static final String DHCP6_SPACE = "dhcp6";
}
