package io.tandem6.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.wire.Octets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMessagesTest {
    private static final ClientIdentity CLIENT =
            ClientIdentity.ofEthernet(Octets.parseHex("00:00:5e:00:53:01"));
    private static final Duid SERVER = Duid.parse("00:02:00:00:7e:d9:31");
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8:1::100");
    private static final Ipv6Prefix PREFIX = Ipv6Prefix.parse("2001:db8:8000::/56");
    private static final Binding BINDING = new Binding(SERVER, ADDRESS, PREFIX, 4000);

    private final ClientMessages messages = new ClientMessages(CLIENT);

    @Test
    void anEthernetAddressMakesAnIdentity() {
        assertThat(CLIENT.duid()).hasToString("00:03:00:01:00:00:5e:00:53:01");
        assertThat(CLIENT.linkLocal()).hasToString("fe80::200:5eff:fe00:5301");
        assertThat(CLIENT.addressIaid().unsigned()).isEqualTo(0x5e005301L);
    }

    @Test
    void solicitIsTheseOctets() {
        String hex =
                """
                01 0a0b0c
                0001 000a 00030001 00005e005301
                0003 000c 5e005301 00000000 00000000
                0006 0004 0052 0017
                0008 0002 0000
                0019 000c 5e005301 00000000 00000000
                """;

        byte[] octets = PacketCodec.encode(messages.solicit(0x0a0b0c));

        assertThat(HexFormat.of().formatHex(octets)).isEqualTo(hex.replaceAll("\\s", ""));
    }

    @Test
    void requestAndRenewNameTheServerAndRebindDoesNot() {
        assertThat(messages.request(1, BINDING).options().serverId()).contains(SERVER);
        assertThat(messages.renew(1, BINDING).options().serverId()).contains(SERVER);
        assertThat(messages.rebind(1, BINDING).options().serverId()).isEmpty();
    }

    @Test
    void rebindNamesWhatTheClientHas() {
        ClientMessage rebind = messages.rebind(77, BINDING);

        assertThat(rebind.type()).isEqualTo(MessageType.REBIND);
        assertThat(rebind.transactionId()).isEqualTo(77);
        assertThat(rebind.options().clientId()).contains(CLIENT.duid());
        IaNa addresses = rebind.options().iaNas().getFirst();
        assertThat(addresses.iaid()).isEqualTo(CLIENT.addressIaid());
        assertThat(addresses.options().addresses().getFirst().address()).isEqualTo(ADDRESS);
        IaPd prefixes = rebind.options().iaPds().getFirst();
        assertThat(prefixes.options().prefixes().getFirst().prefix()).isEqualTo(PREFIX);
    }

    @ParameterizedTest(name = "{0} ms: {1}")
    @CsvSource({"0, 0", "1999, 199", "655350, 65535", "99999999, 65535"})
    void elapsedTimeIsInHundredthsAndStopsAtItsEnd(long millis, int expected) {
        ClientMessage again = ClientMessages.after(messages.solicit(5), Duration.ofMillis(millis));

        assertThat(again.options().elapsedHundredths()).isEqualTo(expected);
        assertThat(again.options().count(OptionCode.ELAPSED_TIME)).isEqualTo(1);
        assertThat(again.transactionId()).isEqualTo(5);
    }

    @Test
    void onlyTheAnswerToTheQuestionIsOne() {
        ClientMessage question = messages.solicit(5);
        Options options = answerOptions(4000, 4000);
        int type = MessageType.ADVERTISE;

        assertThat(messages.answers(new ClientMessage(type, 5, options), type, question)).isTrue();
        assertThat(messages.answers(new ClientMessage(type, 6, options), type, question))
                .as("other transaction")
                .isFalse();
        assertThat(messages.answers(new ClientMessage(7, 5, options), type, question))
                .as("other type")
                .isFalse();
        assertThat(
                        messages.answers(
                                new ClientMessage(type, 5, options.without(OptionCode.SERVER_ID)),
                                type,
                                question))
                .as("no server")
                .isFalse();
        Options otherClient =
                options.without(OptionCode.CLIENT_ID).with(new ClientIdentifier(SERVER));
        assertThat(messages.answers(new ClientMessage(type, 5, otherClient), type, question))
                .as("other client")
                .isFalse();
    }

    @Test
    void aBindingIsAnAddressAndAPrefixThatAreValid() {
        assertThat(binding(4000, 4000)).contains(BINDING);
        assertThat(binding(0, 4000)).isEmpty();
        assertThat(binding(4000, 0)).isEmpty();
        assertThat(Binding.of(new ClientMessage(7, 1, Options.EMPTY), CLIENT)).isEmpty();
    }

    private static Optional<Binding> binding(long addressValid, long prefixValid) {
        return Binding.of(
                new ClientMessage(MessageType.REPLY, 1, answerOptions(addressValid, prefixValid)),
                CLIENT);
    }

    private static Options answerOptions(long addressValid, long prefixValid) {
        return Options.of(
                new ClientIdentifier(CLIENT.duid()),
                new ServerIdentifier(SERVER),
                new IaNa(
                        CLIENT.addressIaid(),
                        1000,
                        2000,
                        Options.of(new IaAddress(ADDRESS, 0, addressValid, Options.EMPTY))),
                new IaPd(
                        CLIENT.prefixIaid(),
                        1000,
                        2000,
                        Options.of(new IaPrefix(0, prefixValid, PREFIX, Options.EMPTY))));
    }
}
