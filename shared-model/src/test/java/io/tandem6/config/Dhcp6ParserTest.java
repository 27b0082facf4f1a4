package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.config.InterfacesConfig.Selection;
import io.tandem6.config.Lifetimes.Triplet;
import io.tandem6.config.LoggerConfig.Severity;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the records hold after good configurations were read. */
class Dhcp6ParserTest {
    @Test
    void readsAHotStandbyServer() {
        ParseResult<ServerConfig> result = ConfigFiles.parse("dhcp6/good/hot-standby.json");
        assertThat(result.problems()).isEmpty();
        ServerConfig config = result.config().orElseThrow();

        assertThat(config.interfaces().interfaces())
                .containsExactly(new Selection("eth0", Optional.empty()));
        assertThat(config.controlSocket()).contains("/run/server/control");
        assertThat(config.leaseDatabase()).isEqualTo(LeaseDatabase.DEFAULT);
        assertThat(config.expiredLeases()).isEqualTo(ExpiredLeasesProcessing.DEFAULT);
        assertThat(config.serverId()).isEqualTo(ServerIdConfig.DEFAULT);
        assertThat(config.declineProbationPeriod()).isEqualTo(86400);
        assertThat(config.parkedPacketLimit()).isEqualTo(256);

        Subnet subnet = config.subnets().getFirst();
        assertThat(subnet.id()).isEqualTo(1);
        assertThat(subnet.prefix()).isEqualTo(Ipv6Prefix.parse("2001:db8:1::/64"));
        assertThat(subnet.interfaceName()).contains("eth0");
        assertThat(subnet.pools().getFirst().range())
                .isEqualTo(
                        new AddressRange(
                                Ipv6Address.parse("2001:db8:1::100"),
                                Ipv6Address.parse("2001:db8:1::250")));
        assertThat(subnet.lifetimes().valid()).isEqualTo(Triplet.fixed(7200));
        assertThat(subnet.lifetimes().preferred()).isEqualTo(Triplet.fixed(3600));
        assertThat(subnet.lifetimes().calculateTeeTimes()).isTrue();

        HaSettings ha = config.highAvailability().getFirst();
        assertThat(ha.self().role()).isEqualTo(Role.STANDBY);
        assertThat(ha.partner().orElseThrow().name()).isEqualTo("server1");
        assertThat(ha.self().url()).isEqualTo(URI.create("http://backup.example:8000/"));
        assertThat(ha.maxAckDelayMillis()).isEqualTo(5000);
        assertThat(ha.maxUnackedClients()).isEqualTo(5);
        assertThat(ha.syncPageLimit()).isEqualTo(10000);
        assertThat(ha.delayedUpdatesLimit()).isZero();

        assertThat(config.loggers())
                .extracting(LoggerConfig::name)
                .containsExactly("kea-dhcp6", "kea-dhcp4.ha-hooks");
        LoggerConfig second = config.loggers().getLast();
        assertThat(second.severity()).isEqualTo(Severity.DEBUG);
        assertThat(second.outputs())
                .containsExactly(new LoggerConfig.Output("/var/log/ha.log", false, 204800, 3));
    }

    @Test
    void takesAnotherServerNameFromTheOptions() {
        ServerConfig config =
                new Dhcp6Parser(
                                TextResolver.NONE,
                                new Dhcp6ParserOptions(Optional.of("server1"), false))
                        .parse("f", ConfigFiles.read("dhcp6/good/hot-standby.json"))
                        .config()
                        .orElseThrow();
        assertThat(config.highAvailability().getFirst().thisServerName()).isEqualTo("server1");
        assertThat(String.valueOf(config.tree().toPlain()))
                .contains("this-server-name=server1")
                .doesNotContain("this-server-name=server2");
    }

    @Test
    void showsWhatWasWrittenWithDefaults() {
        Object plain = ConfigFiles.good("hot-standby.json").tree().toPlain();
        assertThat(plain).isInstanceOf(Map.class);
        assertThat(String.valueOf(plain))
                .startsWith("{Dhcp6={")
                .contains("decline-probation-period=86400", "socket-name=/run/server/control")
                .contains("id=1", "min-valid-lifetime=7200");
    }
}
