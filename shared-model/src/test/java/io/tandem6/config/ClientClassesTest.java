package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.ClientClass.Stage;
import io.tandem6.config.HostIdentifier.Type;
import io.tandem6.config.Lifetimes.Triplet;
import io.tandem6.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads classes, guards and reservations. */
class ClientClassesTest {
    private final ServerConfig config = ConfigFiles.good("classes.json");

    @Test
    void classesAreTestedAtTheStageTheirTestsAllow() {
        assertThat(ConfigFiles.parse("dhcp6/good/classes.json").problems()).isEmpty();
        assertThat(config.clientClasses())
                .extracting(ClientClass::name, ClientClass::stage)
                .containsExactly(
                        tuple("modems", Stage.FIRST),
                        tuple("guests", Stage.AFTER_RESERVATIONS),
                        tuple("room", Stage.FIRST),
                        tuple("late", Stage.ADDITIONAL),
                        tuple("newer", Stage.ADDITIONAL));
        assertThat(config.clientClasses().getFirst().lifetimes())
                .isEqualTo(
                        new ClassLifetimes(
                                Optional.of(new Triplet(1200, 1200, 2400)),
                                Optional.of(Triplet.fixed(600))));
    }

    @Test
    void guardsOfNetworkAndSubnetBothCount() {
        Subnet subnet = config.subnets().getFirst();
        assertThat(subnet.guard().levels())
                .containsExactly(List.of("guests", "modems"), List.of("vip"));
        assertThat(subnet.additionalClasses()).containsExactly("newer", "late");
        assertThat(subnet.reservationMode()).isEqualTo(new ReservationMode(true, true, true));
        assertThat(subnet.ddns().replaceClientName())
                .isEqualTo(DdnsSettings.ReplaceClientName.WHEN_NOT_PRESENT);
        assertThat(subnet.ddns().qualifyingSuffix()).isEqualTo("example.org");
    }

    @Test
    void reservationsAreRead() {
        Subnet subnet = config.subnets().get(1);
        assertThat(subnet.reservationMode()).isEqualTo(new ReservationMode(false, false, false));
        HostReservation host = subnet.reservations().getFirst();
        assertThat(host.identifier())
                .isEqualTo(new HostIdentifier(Type.DUID, Octets.parseHex("010203")));
        assertThat(host.prefixes())
                .containsExactly(
                        new HostReservation.ReservedPrefix(
                                Ipv6Prefix.parse("3000:1::/56"),
                                Optional.of(Ipv6Prefix.parse("3000:1:0:1::/64"))),
                        new HostReservation.ReservedPrefix(
                                Ipv6Prefix.parse("3000:2::/56"), Optional.empty()));
        assertThat(host.options()).extracting(OptionData::code).containsExactly(7);
        assertThat(subnet.reservations()).as("the same address twice").hasSize(2);
    }

    @Test
    void globalReservationsAndFlexId() {
        HostSettings hosts = config.hosts();
        assertThat(hosts.identifiers()).containsExactly(Type.FLEX_ID, Type.DUID, Type.HW_ADDRESS);
        assertThat(hosts.earlyGlobalLookup()).isTrue();
        assertThat(hosts.reservations().getFirst().identifier().value())
                .isEqualTo(Octets.of("port7".getBytes(StandardCharsets.US_ASCII)));
        assertThat(hosts.flexId().orElseThrow().replacesClientId()).isTrue();
        assertThat(hosts.flexId().orElseThrow().ignoresIaid()).isTrue();
    }
}
