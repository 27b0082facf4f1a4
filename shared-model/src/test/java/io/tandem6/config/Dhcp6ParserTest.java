package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.HaSettings.BasicAuth;
import io.tandem6.config.HaSettings.Listener;
import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.HaSettings.Pause;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.config.HaSettings.StatePause;
import io.tandem6.config.InterfacesConfig.Selection;
import io.tandem6.config.Lifetimes.Triplet;
import io.tandem6.config.LoggerConfig.Severity;
import io.tandem6.wire.Octets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

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
        assertThat(config.parkedPacketLimit()).isEqualTo(4096);

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
                .containsExactly(new LoggerConfig.Output("/var/log/ha.log", false, 204800, 3, ""));
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

    @Test
    void inheritsFromSharedNetworkAndGlobals() {
        ParseResult<ServerConfig> result = ConfigFiles.parse("dhcp6/good/inheritance.json");
        assertThat(result.problems()).allMatch(p -> p.message().contains("'HA_server"));
        List<Subnet> subnets = result.config().orElseThrow().subnets();
        assertThat(subnets)
                .extracting(s -> s.prefix().toString(), Subnet::id)
                .as("subnets of shared networks are numbered first, numbers in use are skipped")
                .containsExactly(
                        tuple("2001:db8:20::/64", 2L),
                        tuple("2001:db8:21::/64", 1000L),
                        tuple("2001:db8:10::/64", 3L),
                        tuple("2001:db8:11::/64", 1L),
                        tuple("2001:db8:12::/64", 4L));

        Subnet first = subnets.get(0);
        assertThat(first.sharedNetwork()).contains("floor");
        assertThat(first.interfaceName()).contains("eth1");
        assertThat(first.rapidCommit()).isTrue();
        assertThat(first.guard()).isEqualTo(ClassGuard.of(List.of("HA_server2")));
        assertThat(first.relays()).containsExactly(Ipv6Address.parse("fe80::1"));
        assertThat(first.lifetimes())
                .isEqualTo(
                        new Lifetimes(
                                new Triplet(4500, 5000, 9000),
                                Triplet.fixed(50),
                                OptionalLong.of(1000),
                                OptionalLong.of(2000),
                                false,
                                0.5,
                                0.8));
        assertThat(first.options())
                .as("most specific first, each code once")
                .containsExactly(
                        option(23, "20010db8000000000000000000000002", true),
                        option(7, "14", false));

        Subnet second = subnets.get(1);
        assertThat(second.relays())
                .containsExactly(Ipv6Address.parse("fe80::2"), Ipv6Address.parse("fe80::3"));
        assertThat(second.lifetimes().renewTimer()).hasValue(500);
        assertThat(second.lifetimes().t1Percent()).isEqualTo(0.4);
        assertThat(second.lifetimes().preferred()).isEqualTo(Triplet.fixed(3000));

        assertThat(subnets.get(2).lifetimes().valid()).isEqualTo(new Triplet(4000, 4000, 9000));
        assertThat(subnets.get(2).rapidCommit()).isFalse();
        assertThat(subnets.get(2).options()).as("the global ones are not its own").isEmpty();
        assertThat(subnets.get(3).interfaceId())
                .contains(Octets.of("port7".getBytes(StandardCharsets.US_ASCII)));

        Subnet guarded = subnets.get(4);
        assertThat(guarded.guard()).isEqualTo(ClassGuard.of(List.of("HA_server1")));
        assertThat(guarded.relays()).containsExactly(Ipv6Address.parse("2001:db8::f"));
        Pool pool = guarded.pools().getFirst();
        assertThat(pool.range()).isEqualTo(Ipv6Prefix.parse("2001:db8:12::/80").range());
        assertThat(pool.guard()).isEqualTo(ClassGuard.of(List.of("HA_server1", "HA_server2")));
        assertThat(pool.options()).containsExactly(option(7, "0c", false));
        assertThat(guarded.pdPools())
                .containsExactly(
                        new PdPool(
                                Ipv6Prefix.parse("2001:db8:8000::/40"),
                                56,
                                Optional.of(Ipv6Prefix.parse("2001:db8:8000:ff::/64")),
                                ClassGuard.OPEN,
                                List.of(),
                                List.of(),
                                0));
    }

    private static OptionData option(int code, String hex, boolean alwaysSend) {
        return new OptionData(
                code, OptionData.DHCP6_SPACE, Octets.parseHex(hex), alwaysSend, false, List.of());
    }

    @Test
    void readsTheGlobals() {
        ParseResult<ServerConfig> result = ConfigFiles.parse("dhcp6/good/globals.json");
        assertThat(result.problems()).isEmpty();
        ServerConfig config = result.config().orElseThrow();
        assertThat(config.interfaces())
                .isEqualTo(
                        new InterfacesConfig(
                                List.of(
                                        new Selection("*", Optional.empty()),
                                        new Selection("eth0", Optional.empty()),
                                        new Selection(
                                                "eth0",
                                                Optional.of(Ipv6Address.parse("2001:db8::1")))),
                                true,
                                5,
                                250));
        assertThat(config.serverId())
                .isEqualTo(
                        new ServerIdConfig(
                                ServerIdConfig.Type.EN,
                                0,
                                Octets.parseHex("012345"),
                                0,
                                2495,
                                false));
        assertThat(config.dataDirectory()).isEqualTo("/srv/dhcp");
        assertThat(config.leaseDatabase())
                .isEqualTo(
                        new LeaseDatabase(
                                LeaseDatabase.Type.MEMFILE,
                                Optional.of("/srv/leases.csv"),
                                false,
                                0,
                                7,
                                Optional.empty()));
        assertThat(config.expiredLeases())
                .isEqualTo(new ExpiredLeasesProcessing(1, 25, 0, 100, 10000, 5));
        assertThat(config.declineProbationPeriod()).isEqualTo(60);
        assertThat(config.parkedPacketLimit()).isZero();
        assertThat(config.controlSocket()).contains("six");
        assertThat(config.subnets()).isEmpty();
        assertThat(config.loggers())
                .containsExactly(
                        new LoggerConfig(
                                "kea-dhcp6.leases",
                                Severity.INFO,
                                0,
                                List.of(
                                        new LoggerConfig.Output(
                                                "syslog:local0", true, 10240000, 1, ""))));
    }

    @Test
    void hasDefaultsForEverything() {
        ServerConfig config =
                ConfigFiles.parseText("f", "{ \"Dhcp6\": { } }").config().orElseThrow();
        assertThat(config.interfaces().interfaces()).isEmpty();
        assertThat(config.dataDirectory()).isEqualTo("/var/lib/kea");
        assertThat(config.controlSocket()).isEmpty();
        assertThat(config.highAvailability()).isEmpty();
        assertThat(config.loggers())
                .singleElement()
                .satisfies(l -> assertThat(l.name()).isEqualTo("kea-dhcp6"));
    }

    @Test
    void readsEverySettingOfHighAvailability() {
        ParseResult<ServerConfig> result = ConfigFiles.parse("dhcp6/good/load-balancing.json");
        assertThat(result.problems())
                .as("unknown keywords are ignored, as Kea does, but reported")
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.severity()).isEqualTo(Problem.Severity.WARNING);
                            assertThat(p.message()).contains("did you mean 'heartbeat-delay'?");
                        });
        Optional<TlsFiles> tls = Optional.of(ConfigFiles.tls("ca", "cert", "key"));
        assertThat(result.config().orElseThrow().highAvailability())
                .containsExactly(
                        new HaSettings(
                                "left",
                                Mode.LOAD_BALANCING,
                                false,
                                false,
                                1,
                                2,
                                100,
                                100000,
                                4,
                                0,
                                0,
                                3,
                                false,
                                true,
                                List.of(
                                        new StatePause("ready", Pause.ONCE),
                                        new StatePause("syncing", Pause.NEVER)),
                                List.of(
                                        new Peer(
                                                "left",
                                                URI.create("https://[2001:db8::1]:8001/"),
                                                Role.PRIMARY,
                                                false,
                                                Optional.empty(),
                                                tls),
                                        new Peer(
                                                "right",
                                                URI.create("http://right.example:8001"),
                                                Role.SECONDARY,
                                                true,
                                                Optional.of(new BasicAuth("admin", "1234")),
                                                tls),
                                        new Peer(
                                                "third",
                                                URI.create("http://192.0.2.3:8001/some/path"),
                                                Role.BACKUP,
                                                true,
                                                Optional.empty(),
                                                Optional.empty())),
                                new Listener(true, false),
                                HaSettings.Continuity.DEFAULT));
    }

    @Test
    void readsOtherModesAndSeveralRelationships() {
        HaSettings passive = ConfigFiles.good("passive-backup.json").highAvailability().getFirst();
        assertThat(passive.mode()).isEqualTo(Mode.PASSIVE_BACKUP);
        assertThat(passive.waitBackupAck()).isTrue();
        assertThat(passive.partner()).isEmpty();

        ParseResult<ServerConfig> hub = ConfigFiles.parse("dhcp6/good/hub-and-spokes.json");
        assertThat(hub.config().orElseThrow().highAvailability())
                .extracting(HaSettings::thisServerName)
                .containsExactly("hub1", "hub2");
        assertThat(hub.warnings())
                .singleElement()
                .satisfies(w -> assertThat(w.message()).contains("libdhcp_lease_cmds.so"));
    }

    @Test
    void showsDerivedValuesOfSubnets() {
        Section tree =
                new Section((JsonValue.JsonObject) ConfigFiles.good("inheritance.json").tree());
        Section dhcp6 = tree.section("Dhcp6").orElseThrow();
        Section member =
                dhcp6.sections("shared-networks").getFirst().sections("subnet6").getFirst();
        assertThat(member.number("id")).contains(2L);
        assertThat(member.number("min-valid-lifetime")).contains(4500L);
        assertThat(member.number("rebind-timer")).contains(2000L);
        assertThat(member.flag("rapid-commit")).contains(true);
        Section guarded = dhcp6.sections("subnet6").getLast();
        assertThat(guarded.section("user-context").orElseThrow().text("comment"))
                .contains("guarded");
        assertThat(guarded.section("relay").orElseThrow().texts("ip-addresses")).hasSize(1);
        assertThat(dhcp6.section("sanity-checks").orElseThrow().text("lease-checks"))
                .contains("warn");
        assertThat(ConfigFiles.parseText("<wire>", json(tree)).errors())
                .as("what config-get shows can be sent back")
                .isEmpty();
    }

    private static String json(Section tree) {
        return new ObjectMapper().writeValueAsString(tree.json().toPlain());
    }
}
