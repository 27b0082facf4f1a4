package io.tandem6.server.pipeline;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.DuidContents;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.ClientLinkLayerAddress;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.wire.Octets;
import java.util.Optional;

/**
 * A client's link-layer address, from the first source that has one: its DUID, its link-local
 * address, the relay's option (RFC 6939). This is the order of Kea's {@code mac-sources: any}.
 */
final class ClientHardware {
    private static final int INDIVIDUAL_BIT = 0x02;

    private ClientHardware() {}

    static Optional<HardwareAddress> of(ClientMessage message, Arrival arrival) {
        return message.options()
                .clientId()
                .flatMap(duid -> fromDuid(DuidContents.of(duid)))
                .or(() -> fromLinkLocal(arrival.clientAddress()))
                .or(() -> fromRelay(arrival));
    }

    private static Optional<HardwareAddress> fromDuid(DuidContents contents) {
        return switch (contents) {
            case DuidContents.LinkLayerTime c -> fromDuid(c.hardwareType(), c.linkLayerAddress());
            case DuidContents.LinkLayer c -> fromDuid(c.hardwareType(), c.linkLayerAddress());
            case DuidContents.EnterpriseNumber c -> Optional.empty();
            case DuidContents.Uuid c -> Optional.empty();
            case DuidContents.Other c -> Optional.empty();
        };
    }

    private static Optional<HardwareAddress> fromDuid(int type, Octets address) {
        return of(type, address, HardwareAddress.SOURCE_DUID);
    }

    /** RFC 4291 appendix A: an EUI-64 identifier made of a MAC address has ff:fe in its middle. */
    private static Optional<HardwareAddress> fromLinkLocal(Ipv6Address address) {
        byte[] a = address.toBytes();
        if (!address.isLinkLocal() || a[11] != (byte) 0xff || a[12] != (byte) 0xfe) {
            return Optional.empty();
        }
        Octets mac = Octets.of((byte) (a[8] ^ INDIVIDUAL_BIT), a[9], a[10], a[13], a[14], a[15]);
        return of(HardwareAddress.ETHERNET, mac, HardwareAddress.SOURCE_LINK_LOCAL);
    }

    private static Optional<HardwareAddress> fromRelay(Arrival arrival) {
        return arrival.relays().reversed().stream()
                .flatMap(relay -> relay.options().clientLinkLayerAddress().stream())
                .findFirst()
                .flatMap(ClientHardware::fromOption);
    }

    private static Optional<HardwareAddress> fromOption(ClientLinkLayerAddress option) {
        return of(
                option.hardwareType(),
                option.address(),
                HardwareAddress.SOURCE_CLIENT_LINK_ADDRESS);
    }

    private static Optional<HardwareAddress> of(int type, Octets address, int source) {
        return address.isEmpty() || address.length() > HardwareAddress.LENGTH_MAX
                ? Optional.empty()
                : Optional.of(new HardwareAddress(type, address, source));
    }
}
