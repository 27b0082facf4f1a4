package io.tandem6.server.pipeline;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.MacSource;
import io.tandem6.identity.DuidContents;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.ClientLinkLayerAddress;
import io.tandem6.option.Options;
import io.tandem6.option.RemoteId;
import io.tandem6.option.VendorOptions;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.wire.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A client's link-layer address, from the first of some sources that has one.
 *
 * @param sources in the order in which they are tried
 */
public record ClientHardware(List<MacSource> sources) {
    private static final int INDIVIDUAL_BIT = 0x02;
    private static final List<MacSource> EVERY =
            Arrays.stream(MacSource.values()).filter(s -> s != MacSource.ANY).toList();
    private static final long CABLE_LABS = 4491;
    private static final int CABLE_LABS_DEVICE_ID = 36;
    private static final int CABLE_LABS_CMTS_CM_MAC = 1026;

    /** Copies the list. */
    public ClientHardware {
        sources = List.copyOf(sources);
    }

    Optional<HardwareAddress> of(ClientMessage message, Arrival arrival) {
        return first(sources, message, arrival);
    }

    private static Optional<HardwareAddress> first(
            List<MacSource> sources, ClientMessage message, Arrival arrival) {
        return sources.stream()
                .flatMap(source -> from(source, message, arrival).stream())
                .findFirst();
    }

    private static Optional<HardwareAddress> from(
            MacSource source, ClientMessage message, Arrival arrival) {
        return switch (source) {
            case ANY -> first(EVERY, message, arrival);
            case DUID ->
                    message.options().clientId().flatMap(duid -> fromDuid(DuidContents.of(duid)));
            case LINK_LOCAL -> fromLinkLocal(arrival.clientAddress());
            case CLIENT_LINK_ADDRESS -> fromRelay(arrival);
            case REMOTE_ID -> fromRemoteId(arrival);
            case DOCSIS_MODEM ->
                    fromVendor(
                            message.options(),
                            CABLE_LABS_DEVICE_ID,
                            HardwareAddress.SOURCE_DOCSIS_MODEM);
            case DOCSIS_CMTS -> fromCmts(arrival);
            case RAW, SUBSCRIBER_ID -> Optional.empty();
        };
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

    /** The relay agent beside the client says, after its enterprise number, who the client is. */
    private static Optional<HardwareAddress> fromRemoteId(Arrival arrival) {
        return arrival.relays().isEmpty()
                ? Optional.empty()
                : arrival.relays()
                        .getLast()
                        .options()
                        .first(RemoteId.class)
                        .flatMap(
                                id ->
                                        of(
                                                HardwareAddress.ETHERNET,
                                                id.id(),
                                                HardwareAddress.SOURCE_REMOTE_ID));
    }

    private static Optional<HardwareAddress> fromCmts(Arrival arrival) {
        return arrival.relays().reversed().stream()
                .flatMap(
                        relay ->
                                fromVendor(
                                        relay.options(),
                                        CABLE_LABS_CMTS_CM_MAC,
                                        HardwareAddress.SOURCE_DOCSIS_CMTS)
                                        .stream())
                .findFirst();
    }

    private static Optional<HardwareAddress> fromVendor(Options options, int code, int source) {
        return options.all(VendorOptions.class).stream()
                .filter(vendor -> vendor.enterprise() == CABLE_LABS)
                .flatMap(vendor -> vendor.first(code).stream())
                .findFirst()
                .flatMap(found -> of(HardwareAddress.ETHERNET, found.data(), source));
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
