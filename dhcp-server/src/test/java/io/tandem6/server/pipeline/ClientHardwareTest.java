package io.tandem6.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ClientLinkLayerAddress;
import io.tandem6.option.Options;
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
        assertThat(
                        ClientHardware.of(message, arrival)
                                .map(h -> h + " from " + h.source())
                                .orElse("none"))
                .isEqualTo(expected);
    }
}
