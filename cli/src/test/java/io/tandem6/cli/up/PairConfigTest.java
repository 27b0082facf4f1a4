package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Prefix;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PairConfigTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final PairPorts PORTS =
            new PairPorts(
                    new PairPorts.Member(10547, 18001, 18081, 18082),
                    new PairPorts.Member(10548, 18002, 18083, 18084));
    private static final PairPlan PLAN = PairPlan.of(Path.of("/tmp/t \"6\""), "lo", PORTS);

    enum Who {
        PRIMARY,
        STANDBY;

        MemberPlan member() {
            return this == PRIMARY ? PLAN.primary() : PLAN.standby();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theServerListensOnLoopbackAndKeepsItsFilesInItsDirectory(Who who) {
        JsonNode dhcp6 = server(who.member());

        assertThat(dhcp6.at("/interfaces-config/interfaces/0").asString()).isEqualTo("lo/::1");
        assertThat(dhcp6.path("interfaces-config").path("interfaces")).hasSize(1);
        String directory = who.member().directory().toString();
        assertThat(dhcp6.path("data-directory").asString()).isEqualTo(directory);
        assertThat(dhcp6.at("/lease-database/type").asString()).isEqualTo("memfile");
        assertThat(dhcp6.at("/lease-database/name").asString()).startsWith(directory + "/");
        assertThat(dhcp6.at("/control-socket/socket-name").asString()).startsWith(directory + "/");
    }

    @ParameterizedTest
    @EnumSource
    void theServerKnowsItselfAndItsPartner(Who who) {
        JsonNode hooks = server(who.member()).path("hooks-libraries");
        JsonNode ha = hooks.at("/1/parameters/high-availability/0");

        assertThat(hooks.at("/0/library").asString()).isEqualTo("libdhcp_lease_cmds.so");
        assertThat(hooks.at("/1/library").asString()).isEqualTo("libdhcp_ha.so");
        assertThat(ha.path("this-server-name").asString()).isEqualTo(who.member().name());
        assertThat(ha.path("mode").asString()).isEqualTo("hot-standby");
        assertThat(ha.at("/peers/0/url").asString()).isEqualTo("http://127.0.0.1:18001/");
        assertThat(ha.at("/peers/0/role").asString()).isEqualTo("primary");
        assertThat(ha.at("/peers/1/url").asString()).isEqualTo("http://127.0.0.1:18002/");
        assertThat(ha.at("/peers/1/role").asString()).isEqualTo("standby");
        assertThat(ha.path("max-unacked-clients").intValue()).isZero();
    }

    @Test
    void theServersHaveDifferentDuidsAndTheSameSubnet() {
        JsonNode primary = server(PLAN.primary());
        JsonNode standby = server(PLAN.standby());

        assertThat(primary.path("server-id")).isNotEqualTo(standby.path("server-id"));
        assertThat(primary.path("subnet6")).isEqualTo(standby.path("subnet6"));
        Ipv6Prefix subnet = Ipv6Prefix.parse(primary.at("/subnet6/0/subnet").asString());
        assertThat(subnet.contains(PairPlan.LINK_ADDRESS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theAgentTalksToItsServer(Who who) {
        JsonNode agent =
                MAPPER.readTree(new PairConfig(PLAN).agent(who.member())).path("Control-agent");

        assertThat(agent.path("http-host").asString()).isEqualTo("127.0.0.1");
        assertThat(agent.path("http-port").intValue()).isEqualTo(who.member().agentPort());
        assertThat(agent.at("/control-sockets/dhcp6"))
                .isEqualTo(server(who.member()).path("control-socket"));
    }

    @Test
    void aControlSocketWithTooLongAPathIsRefused() {
        Path deep = Path.of("/tmp", "d".repeat(100));

        assertThatThrownBy(() -> PairPlan.of(deep, "lo", PORTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("107");
    }

    private static JsonNode server(MemberPlan member) {
        return MAPPER.readTree(new PairConfig(PLAN).server(member)).path("Dhcp6");
    }
}
