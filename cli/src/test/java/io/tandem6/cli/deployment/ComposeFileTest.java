package io.tandem6.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HaSettings;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Pool;
import io.tandem6.config.ServerConfig;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The Compose file fits the files that it names and the configuration that the pair runs with. */
class ComposeFileTest {
    private static final ComposeFile COMPOSE = ComposeFile.read();
    private static final String DOCKERFILE = text("Dockerfile");
    private static final JsonNode AGENT =
            Dhcp6Files.agent(text("deploy/compose/kea-ctrl-agent.conf"));

    @Test
    void isAPairAndAClientThatOnlyStartsWhenAskedFor() {
        assertThat(COMPOSE.services().keySet())
                .containsExactlyInAnyOrder("server1", "agent1", "server2", "agent2", "client");
        assertThat(ComposeFile.list(COMPOSE.service("client"), "profiles")).isNotEmpty();
    }

    @Test
    void mountsWhatThereIs() {
        for (String mount : COMPOSE.mounts().toList()) {
            String source = mount.split(":")[0];
            if (source.startsWith("./")) {
                assertThat(RepositoryFiles.path(source)).exists();
            } else {
                assertThat(ComposeFile.map(COMPOSE.top(), "volumes")).containsKey(source);
            }
        }
    }

    @Test
    void buildsStagesThatTheDockerfileHas() {
        assertThat(COMPOSE.services().keySet())
                .allSatisfy(
                        name ->
                                assertThat(DOCKERFILE)
                                        .contains(
                                                " AS "
                                                        + ComposeFile.map(
                                                                        COMPOSE.service(name),
                                                                        "build")
                                                                .get("target")
                                                        + "\n"));
    }

    @Test
    void theDockerfileCopiesWhatIsThereAndReachesTheEngine() {
        String ignored = text(".dockerignore");
        List<String> scripts =
                Pattern.compile("\\bdeploy/[\\w-]+")
                        .matcher(DOCKERFILE)
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(scripts).isNotEmpty();
        assertThat(scripts)
                .allSatisfy(
                        script -> {
                            assertThat(Files.isExecutable(RepositoryFiles.path(script))).isTrue();
                            assertThat(ignored.lines()).contains("!" + script);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"server1", "server2"})
    void theServersConfigurationIsGoodForBoth(String name) {
        assertThat(ComposeFile.map(COMPOSE.service(name), "environment"))
                .containsEntry("TANDEM6_SERVER_NAME", name);
        assertThat(config(name).highAvailability().getFirst().thisServerName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"server1, agent1", "server2, agent2"})
    void thePeersUrlsLeadToTheirAgents(String server, String agent) {
        HaSettings.Peer self = config(server).highAvailability().getFirst().self();
        assertThat(self.url().getHost()).isEqualTo(address(agent, "ipv4_address"));
        assertThat(self.url().getPort()).isEqualTo(AGENT.path("http-port").asInt());
    }

    @ParameterizedTest
    @CsvSource({"server1, agent1", "server2, agent2"})
    void aServerSharesItsSocketWithItsAgentAlone(String server, String agent) {
        String socket = config(server).controlSocket().orElseThrow();
        assertThat(Dhcp6Files.agentSocket(AGENT)).isEqualTo(socket);
        String directory = socket.substring(0, socket.lastIndexOf('/'));
        String volume = volumeAt(server, directory);
        assertThat(volumeAt(agent, directory)).isEqualTo(volume);
        assertThat(COMPOSE.mounts().filter(m -> m.startsWith(volume + ":"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server1", "server2"})
    void leasesAreInAVolumeOfTheirOwn(String server) {
        ServerConfig config = config(server);
        String volume = volumeAt(server, config.dataDirectory());
        assertThat(config.leaseDatabase().name().orElseThrow())
                .startsWith(config.dataDirectory() + "/");
        assertThat(COMPOSE.mounts().filter(m -> m.startsWith(volume + ":"))).hasSize(1);
    }

    @Test
    void noContainerHasAnAddressThatClientsMayGet() {
        List<Pool> pools = config("server1").subnets().getFirst().pools();
        List<Ipv6Address> taken =
                Stream.of("server1", "server2", "agent1", "agent2")
                        .map(name -> Ipv6Address.parse(address(name, "ipv6_address")))
                        .toList();
        assertThat(pools)
                .isNotEmpty()
                .allSatisfy(
                        pool ->
                                assertThat(taken)
                                        .noneMatch(address -> pool.range().contains(address)));
    }

    @Test
    void allFourAreScraped() {
        String prometheus = text("deploy/prometheus.yml");
        assertThat(List.of("server1:9547", "server2:9547", "agent1:9548", "agent2:9548"))
                .allSatisfy(
                        target -> {
                            assertThat(prometheus).contains(target);
                            String[] parts = target.split(":");
                            assertThat(ComposeFile.list(COMPOSE.service(parts[0]), "ports"))
                                    .anyMatch(port -> port.endsWith(":" + parts[1]));
                        });
    }

    @Test
    void nothingIsPublishedToOtherMachines() {
        for (String name : COMPOSE.services().keySet()) {
            assertThat(ComposeFile.list(COMPOSE.service(name), "ports"))
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }

    private static ServerConfig config(String server) {
        ParseResult<ServerConfig> result =
                Dhcp6Files.server(text("deploy/compose/kea-dhcp6.conf"), server, Map.of());
        assertThat(result.problems()).isEmpty();
        return result.config().orElseThrow();
    }

    private static String address(String service, String key) {
        Map<String, Object> networks = ComposeFile.map(COMPOSE.service(service), "networks");
        return String.valueOf(ComposeFile.map(networks, "link").get(key));
    }

    private static String volumeAt(String service, String directory) {
        return ComposeFile.list(COMPOSE.service(service), "volumes").stream()
                .map(mount -> mount.split(":"))
                .filter(parts -> parts[1].equals(directory))
                .map(parts -> parts[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + " has no volume at " + directory));
    }

    private static String text(String file) {
        return RepositoryFiles.text(RepositoryFiles.path(file));
    }
}
