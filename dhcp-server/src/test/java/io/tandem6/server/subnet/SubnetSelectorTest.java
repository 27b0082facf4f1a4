package io.tandem6.server.subnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Subnet;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.Packet;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Options;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows measured at Kea. A relay is "link-address" or "link-address=interface-id". */
class SubnetSelectorTest {
    private static final String CONFIG =
            """
            config
              subnet 10 2001:db8:10::/64
                interface eth0
                class gold
              subnet 1 2001:db8:1::/64
                interface eth0
              subnet 2 2001:db8:2::/64
                interface-id 69662d74776f
              subnet 3 2001:db8:3::/64
                relay 2001:db8:ff::1
              subnet 4 2001:db8:4::/64
              subnet 5 2001:db8:5::/64
                interface eth5
                shared-network net
              subnet 6 2001:db8:6::/64
                shared-network net
                class gold
              subnet 7 2001:db8:7::/64
                shared-network net
              subnet 8 2001:db8:8::/64
                interface-id 676f6c64
                class gold
              subnet 9 fe80::/64
            """;
    private static final List<Subnet> SUBNETS =
            ConfigText.subnets(IndentedText.parse(CONFIG.lines().toList()).getFirst());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the interface                          | eth0 | fe80::a        |      | 1",
                "its guarded subnet, passed over or not | eth0 | fe80::a        | gold | 10",
                "the interface before the source        | eth0 | 2001:db8:4::a  |      | 1",
                "the source where no interface fits     | eth9 | 2001:db8:4::a  |      | 4",
                "a link-local source is on any link     | eth9 | fe80::a        |      | none",
                "an unknown source                      | eth9 | 2001:db8:99::a |      | none",
                "a shared network, permitted members    | eth5 | fe80::a        |      | 5 7",
                "a shared network, all members          | eth5 | fe80::a        | gold | 5 6 7",
                "selected is the first of its network   | eth9 | 2001:db8:7::a  |      | 7 5",
            })
    void heardDirectly(
            String about,
            String interfaceName,
            String source,
            String clientClass,
            String expected) {
        Arrival arrival = new Arrival(interfaceName, Ipv6Address.parse(source), List.of());
        assertThat(select(arrival, clientClass)).as(about).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link-address                            | 2001:db8:4::1                    | 4",
                "Interface-ID before link-address        | 2001:db8:4::1=if-two             | 2",
                "unknown Interface-ID, link-address      | 2001:db8:4::1=other              | 4",
                "configured relay address                | 2001:db8:ff::1                   | 3",
                "inner Interface-ID, outer link-address  | 2001:db8:4::1 ::=if-two          | 2",
                "the inner link-address                  | 2001:db8:4::1 2001:db8:ff::1     | 3",
                "the outer one where the inner is ::     | 2001:db8:4::1 ::                 | 4",
                "link-local is as good as ::             | 2001:db8:4::1 fe80::1            | 4",
                "the outer Interface-ID if it alone is   | ::=if-two 2001:db8:4::1          | 2",
                "the inner one of two                    | ::=other 2001:db8:4::1=if-two    | 2",
                "the inner one even if unknown           | ::=if-two 2001:db8:4::1=other    | 4",
                "inside a subnet of an interface         | 2001:db8:1::1                    | 1",
                "no link-address, an Interface-ID        | ::=if-two                        | 2",
                "no link-address, unknown Interface-ID   | ::=other                         | none",
                "no link-address, no Interface-ID        | ::                               | 1",
                "a link-local link-address               | fe80::1                          | 1",
                "an unknown link-address                 | 2001:db8:99::1                   | none",
                "a guarded subnet is passed over         | 2001:db8:4::1=gold               | 4",
            })
    void relayed(String about, String relays, String expected) {
        Arrival arrival = new Arrival("eth0", Ipv6Address.parse("2001:db8:1::547"), levels(relays));
        assertThat(select(arrival, null)).as(about).isEqualTo(expected);
    }

    @Test
    void membersOfANetworkThatBelongToDifferentServersAreDifferentLinks() {
        SubnetSelector divided =
                new SubnetSelector(
                        SUBNETS,
                        subnet -> subnet.id() == 6 ? OptionalInt.of(1) : OptionalInt.of(0));
        Arrival first = new Arrival("eth5", Ipv6Address.parse("fe80::a"), List.of());
        Arrival second = new Arrival("eth9", Ipv6Address.parse("2001:db8:6::a"), List.of());

        assertThat(select(divided, first, "gold")).isEqualTo("5 7");
        assertThat(select(divided, second, "gold")).isEqualTo("6");
    }

    private static String select(Arrival arrival, String clientClass) {
        return select(new SubnetSelector(SUBNETS), arrival, clientClass);
    }

    private static String select(SubnetSelector selector, Arrival arrival, String clientClass) {
        Set<String> classes = clientClass == null ? Set.of() : Set.of(clientClass);
        return selector.select(arrival, classes)
                .map(
                        link -> {
                            assertThat(link.subnets()).startsWith(link.selected());
                            return String.join(
                                    " ", link.subnets().stream().map(s -> "" + s.id()).toList());
                        })
                .orElse("none");
    }

    private static List<RelayMessage> levels(String relays) {
        Packet packet = new ClientMessage(MessageType.SOLICIT, 1, Options.EMPTY);
        for (String relay : Arrays.asList(relays.split(" ")).reversed()) {
            String[] parts = relay.split("=");
            Options options =
                    parts.length == 1
                            ? Options.EMPTY
                            : Options.of(
                                    new InterfaceId(
                                            Octets.of(
                                                    parts[1].getBytes(StandardCharsets.US_ASCII))));
            packet =
                    new RelayMessage(
                            MessageType.RELAY_FORWARD,
                            0,
                            Ipv6Address.parse(parts[0]),
                            Ipv6Address.parse("fe80::a"),
                            packet,
                            options);
        }
        return ((RelayMessage) packet).levels();
    }
}
