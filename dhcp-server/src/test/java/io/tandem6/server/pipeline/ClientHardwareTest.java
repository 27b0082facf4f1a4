package io.tandem6.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.MacSource;
import io.tandem6.identity.Duid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ClientLinkLayerAddress;
import io.tandem6.option.Options;
import io.tandem6.option.RemoteId;
import io.tandem6.option.UnknownOption;
import io.tandem6.option.VendorOptions;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.wire.Octets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of Kea's mac-sources "any": DUID, link-local address, relay agent's option. */
class ClientHardwareTest {
    @ParameterizedTest
    @CsvSource({
        "000100011234567802aabbccddee, fe80::1, , 02:aa:bb:cc:dd:ee from 2", // DUID-LLT
        "0003000102aabbccddee, fe80::0211:22ff:fe33:4455, 0a0b, 02:aa:bb:cc:dd:ee from 2", // LL
        "0002000009bf0102, fe80::0211:22ff:fe33:4455, 0a0b, 00:11:22:33:44:55 from 4",
        "0002000009bf0102, fe80::1, 0a0b0c0d0e0f, 0a:0b:0c:0d:0e:0f from 8",
        "0002000009bf0102, 2001:db8::0211:22ff:fe33:4455, , none", // no link-local address
        "0002000009bf0102, fe80::1, , none",
        "000300010102030405060708090a0b0c0d0e0f101112131415, fe80::1, , none" // too long
    })
    void takesTheFirstSourceThatHasOne(
            String duid, String peer, String linkLayerAddress, String expected) {
        Options relayOptions =
                linkLayerAddress == null
                        ? Options.EMPTY
                        : Options.of(
                                new ClientLinkLayerAddress(1, Octets.parseHex(linkLayerAddress)));
        ClientMessage message =
                new ClientMessage(
                        MessageType.SOLICIT, 1, Options.of(new ClientIdentifier(Duid.parse(duid))));
        RelayMessage relay =
                new RelayMessage(
                        MessageType.RELAY_FORWARD,
                        0,
                        Ipv6Address.UNSPECIFIED,
                        Ipv6Address.parse(peer),
                        message,
                        relayOptions);
        Arrival arrival = new Arrival("eth0", Ipv6Address.parse("2001:db8::1"), List.of(relay));
        assertThat(text(new ClientHardware(List.of(MacSource.ANY)), message, arrival))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "DUID, 02:aa:bb:cc:dd:ee from 2",
        "LINK_LOCAL, 00:11:22:33:44:55 from 4",
        "CLIENT_LINK_ADDRESS, 0a:0b:0c:0d:0e:0f from 8",
        "REMOTE_ID, 01:01:01:01:01:01 from 16",
        "DOCSIS_CMTS, 02:02:02:02:02:02 from 64",
        "DOCSIS_MODEM, 03:03:03:03:03:03 from 128",
        "RAW, none",
        "SUBSCRIBER_ID, none",
    })
    void eachSourceHasItsPlace(MacSource source, String expected) {
        ClientMessage message =
                new ClientMessage(
                        MessageType.SOLICIT,
                        1,
                        Options.of(
                                new ClientIdentifier(Duid.parse("0003000102aabbccddee")),
                                vendor(36, "030303030303")));
        RelayMessage relay =
                new RelayMessage(
                        MessageType.RELAY_FORWARD,
                        0,
                        Ipv6Address.UNSPECIFIED,
                        Ipv6Address.parse("fe80::0211:22ff:fe33:4455"),
                        message,
                        Options.of(
                                new ClientLinkLayerAddress(1, Octets.parseHex("0a0b0c0d0e0f")),
                                new RemoteId(9, Octets.parseHex("010101010101")),
                                new UnknownOption(38, Octets.parseHex("040404040404")),
                                vendor(1026, "020202020202")));
        Arrival arrival = new Arrival("eth0", Ipv6Address.parse("2001:db8::1"), List.of(relay));
        assertThat(text(new ClientHardware(List.of(source)), message, arrival)).isEqualTo(expected);
        assertThat(text(new ClientHardware(List.of(MacSource.RAW, source)), message, arrival))
                .as("behind one that has none")
                .isEqualTo(expected);
    }

    private static VendorOptions vendor(int code, String data) {
        return new VendorOptions(
                4491, List.of(new VendorOptions.SubOption(code, Octets.parseHex(data))));
    }

    private static String text(ClientHardware hardware, ClientMessage message, Arrival arrival) {
        return hardware.of(message, arrival).map(h -> h + " from " + h.source()).orElse("none");
    }
}
