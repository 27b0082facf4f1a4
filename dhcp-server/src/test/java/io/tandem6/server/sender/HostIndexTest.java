package io.tandem6.server.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HostIdentifier;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.Subnet;
import io.tandem6.config.TextResolver;
import io.tandem6.server.subnet.Link;
import io.tandem6.wire.Octets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finds reservations among a hundred thousand. */
class HostIndexTest {
    private static final int HOSTS = 100_000;

    @Test
    void aHundredThousandReservationsAreRead() {
        StringBuilder text = new StringBuilder();
        text.append("{ \"Dhcp6\": { \"subnet6\": [ { \"id\": 1, \"subnet\": \"2001:db8::/64\",");
        text.append("\"pools\": [ { \"pool\": \"2001:db8::/80\" } ], \"reservations\": [");
        for (int i = 0; i < HOSTS; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{ \"duid\": \"%08x\",".formatted(i))
                    .append(" \"ip-addresses\": [ \"%s\" ] }".formatted(address(i)));
        }
        ServerConfig config =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("f", text.append("] } ] } }").toString())
                        .config()
                        .orElseThrow();
        Subnet subnet = config.subnets().getFirst();
        HostIndex index = new HostIndex(config.subnets(), List.of());

        FoundHosts found =
                index.find(
                        new Link(subnet, List.of(subnet)),
                        List.of(
                                new HostIdentifier(
                                        HostIdentifier.Type.HW_ADDRESS, Octets.parseHex("0102")),
                                new HostIdentifier(
                                        HostIdentifier.Type.DUID, Octets.parseHex("00012345"))));
        assertThat(found.current(subnet).orElseThrow().addresses())
                .containsExactly(address(0x12345));

        Ipv6Address middle = address(HOSTS / 2);
        assertThat(index.reserved(subnet, new AddressRange(middle, middle)))
                .as("a row of reserved addresses is passed by in one step")
                .contains(new AddressRange(address(0), address(HOSTS - 1)));
        Ipv6Address behind = address(HOSTS);
        assertThat(index.reserved(subnet, new AddressRange(behind, behind))).isEmpty();
    }

    private static Ipv6Address address(int i) {
        return Ipv6Address.parse("2001:db8::1").plus(i);
    }

    @Test
    void rangesJoinWhereTheyTouchOrOverlap() {
        ReservedRanges ranges =
                new ReservedRanges(
                        List.of(
                                Ipv6Prefix.parse("3000:0:0:200::/56").range(),
                                Ipv6Prefix.parse("3000:0:0:280::/64").range(),
                                Ipv6Prefix.parse("3000:0:0:300::/56").range(),
                                Ipv6Prefix.parse("3000:0:0:500::/56").range()));
        assertThat(ranges.overlapping(Ipv6Prefix.parse("3000::/48").range()))
                .contains(Ipv6Prefix.parse("3000:0:0:200::/55").range());
        assertThat(ranges.overlapping(Ipv6Prefix.parse("3000:0:0:501::/64").range()))
                .contains(Ipv6Prefix.parse("3000:0:0:500::/56").range());
        assertThat(ranges.overlapping(Ipv6Prefix.parse("3000:0:0:400::/56").range()))
                .isEqualTo(Optional.empty());
        assertThat(ReservedRanges.NONE.overlapping(Ipv6Prefix.parse("::/0").range())).isEmpty();
    }
}
