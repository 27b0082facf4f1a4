package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.control.ControlResponse;
import io.tandem6.message.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients and operators do, seen in the statistics of a whole server. */
class StatisticsTest {
    private static final String CONFIG =
            """
            { "Dhcp6": {
                "interfaces-config": { "interfaces": [ "eth0" ] },
                "valid-lifetime": 100, "decline-probation-period": 500,
                "subnet6": [
                  { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                    "pools": [ { "pool": "2001:db8:1::10-2001:db8:1::20" } ],
                    "pd-pools": [ { "prefix": "3000::", "prefix-len": 40, "delegated-len": 56 } ] },
                  { "id": 7, "subnet": "2001:db8:7::/64", "interface": "eth7",
                    "pools": [ { "pool": "2001:db8:7::/64" } ] } ] } }
            """;

    private final SingleServer server = new SingleServer(CONFIG);

    private Ipv6Address take(int client) {
        return server.ask(client(client), MessageType.REQUEST).orElseThrow().address();
    }

    private static Client client(int number) {
        return Client.of("000300010c01020304%02x".formatted(number));
    }

    /** The newest value, or empty text if there is no such statistic. */
    private String value(String name) {
        JsonNode all = server.command("{ \"command\": \"statistic-get-all\" }").arguments();
        JsonNode found = all.path(name).path(0).path(0);
        return found.isMissingNode() ? "" : found.toString();
    }

    private void assertValues(String expected) {
        assertThat(expected.lines().map(line -> line.split(" +")[0]).map(n -> n + " " + value(n)))
                .containsExactlyElementsOf(
                        expected.lines().map(line -> line.replaceAll(" +", " ")).toList());
    }

    @Test
    void aPoolIsUsedUpDeclinedAndReleased() {
        List<Ipv6Address> addresses = new ArrayList<>();
        for (int i = 1; i <= 17; i++) {
            addresses.add(take(i));
        }
        server.ask(client(1).holding(addresses.get(0)), MessageType.DECLINE);
        server.ask(client(2).holding(addresses.get(1)), MessageType.RELEASE);
        take(18);
        server.ask(client(3).holding(addresses.get(2)), MessageType.RENEW);
        server.ask(client(40), MessageType.REQUEST);
        server.ask(client(40), MessageType.SOLICIT, Optional.empty());

        assertValues(
                """
                subnet[1].total-nas 17
                subnet[1].total-pds 65536
                subnet[1].assigned-nas 17
                subnet[1].declined-addresses 1
                subnet[1].cumulative-assigned-nas 18
                subnet[1].reclaimed-leases 0
                subnet[1].pool[0].assigned-nas 17
                subnet[1].pool[0].declined-addresses 1
                subnet[1].pool[0].cumulative-assigned-nas 18
                subnet[1].pd-pool[0].total-pds 65536
                subnet[1].pd-pool[0].assigned-pds 19
                assigned-nas 17
                declined-addresses 1
                cumulative-assigned-nas 18
                v6-allocation-fail 2
                v6-allocation-fail-subnet 2
                v6-allocation-fail-classes 2
                v6-allocation-fail-no-pools 0
                subnet[1].v6-allocation-fail 2
                subnet[7].total-nas 18446744073709551616
                subnet[7].assigned-nas 0
                pkt6-received 23
                pkt6-request-received 19
                pkt6-renew-received 1
                pkt6-release-received 1
                pkt6-decline-received 1
                pkt6-solicit-received 1
                pkt6-sent 23
                pkt6-reply-sent 22
                pkt6-advertise-sent 1
                pkt6-receive-drop 0""");
    }

    @Test
    void leasesThatEndAreReclaimed() {
        Ipv6Address declined = take(1);
        take(2);
        server.ask(client(1).holding(declined), MessageType.DECLINE);
        server.advanceSeconds(200);
        assertValues(
                """
                subnet[1].assigned-nas 1
                subnet[1].declined-addresses 1
                subnet[1].assigned-pds 0
                subnet[1].reclaimed-leases 3
                reclaimed-leases 3
                reclaimed-declined-addresses 0""");
        server.advanceSeconds(400);
        assertValues(
                """
                subnet[1].assigned-nas 0
                subnet[1].declined-addresses 0
                declined-addresses 0
                subnet[1].reclaimed-leases 4
                subnet[1].reclaimed-declined-addresses 1
                subnet[1].pool[0].reclaimed-declined-addresses 1
                reclaimed-declined-addresses 1""");
    }

    @Test
    void theOperatorReclaims() {
        take(1);
        server.advanceSeconds(99);
        server.reconfigure(
                CONFIG.replace(
                        "\"valid-lifetime\"",
                        "\"expired-leases-processing\": { \"reclaim-timer-wait-time\": 0 },"
                                + " \"valid-lifetime\""));
        server.advanceSeconds(50);
        assertThat(value("assigned-nas")).isEqualTo("1");
        ControlResponse answer =
                server.command(
                        "{ \"command\": \"leases-reclaim\", \"arguments\": { \"remove\": true } }");
        assertThat(answer.text()).isEqualTo("Reclamation of expired leases is complete.");
        assertThat(value("assigned-nas")).isEqualTo("0");
        assertThat(value("reclaimed-leases")).isEqualTo("2");
    }

    @Test
    void commandsOfOperatorsCountAsLeasesButNotAsGrants() {
        String lease =
                "\"ip-address\": \"2001:db8:1::15\", \"subnet-id\": 1, \"iaid\": 1,"
                        + " \"duid\": \"01:02:03\"";
        server.command("{ \"command\": \"lease6-add\", \"arguments\": { " + lease + " } }");
        assertThat(value("subnet[1].assigned-nas")).isEqualTo("1");
        assertThat(value("subnet[1].cumulative-assigned-nas")).isEqualTo("0");
        server.command("{ \"command\": \"lease6-wipe\", \"arguments\": { \"subnet-id\": 1 } }");
        assertThat(value("subnet[1].assigned-nas")).isEqualTo("0");
    }

    @Test
    void subnetsComeAndGoWithTheConfiguration() {
        take(1);
        String other =
                CONFIG.replace("2001:db8:1::10-2001:db8:1::20", "2001:db8:1::10-2001:db8:1::2f")
                        .replace("\"id\": 7", "\"id\": 8");
        server.reconfigure(other);
        assertValues(
                """
                subnet[1].total-nas 32
                subnet[1].assigned-nas 1
                subnet[1].cumulative-assigned-nas 1
                subnet[8].assigned-nas 0
                pkt6-received 1""");
        assertThat(value("subnet[7].assigned-nas")).isEmpty();
    }

    private static List<String[]> answers() throws IOException {
        try (InputStream in =
                StatisticsTest.class.getResourceAsStream("/statistics/commands.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" *\\| *", 4))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void commandsAnswerAsKeasDo(String name, String arguments, int result, String text) {
        ControlResponse answer =
                server.command(
                        "{ \"command\": \"%s\", \"arguments\": %s }".formatted(name, arguments));
        assertThat(answer.result()).isEqualTo(result);
        assertThat(Objects.toString(answer.text(), "")).isEqualTo(text);
    }

    @Test
    void oneRowForEachSubnet() {
        take(1);
        JsonNode answer =
                JsonMapper.shared()
                        .valueToTree(
                                server.command("{ \"command\": \"stat-lease6-get\" }").arguments());
        assertThat(answer.path("result-set"))
                .hasToString(
                        "{\"columns\":[\"subnet-id\",\"total-nas\",\"cumulative-assigned-nas\","
                                + "\"assigned-nas\",\"declined-nas\",\"total-pds\","
                                + "\"cumulative-assigned-pds\",\"assigned-pds\"],\"rows\":"
                                + "[[1,17,1,1,0,65536,1,1],[7,18446744073709551616,0,0,0,0,0,0]],"
                                + "\"timestamp\":\"2023-11-14 22:13:20.000000\"}");
    }

    @Test
    void whatWasRemovedIsThereAgainWhenItChanges() {
        server.command("{ \"command\": \"statistic-remove-all\" }");
        assertThat(value("pkt6-received")).isEmpty();
        take(1);
        assertThat(value("pkt6-received")).isEqualTo("1");
        assertThat(value("subnet[1].assigned-nas")).isEqualTo("1");
    }

    @Test
    void samplesAreAsManyAsTheConfigurationSays() {
        server.reconfigure(
                CONFIG.replace(
                        "\"valid-lifetime\"",
                        "\"statistic-default-sample-count\": 2, \"valid-lifetime\""));
        server.command("{ \"command\": \"statistic-remove-all\" }");
        take(1);
        take(2);
        take(3);
        JsonNode answer =
                server.command(
                                "{ \"command\": \"statistic-get\", \"arguments\": { \"name\":"
                                        + " \"pkt6-received\" } }")
                        .arguments();
        assertThat(answer)
                .hasToString(
                        "{\"pkt6-received\":[[3,\"2023-11-14 22:13:20.000000\"],"
                                + "[2,\"2023-11-14 22:13:20.000000\"]]}");
    }

    @Test
    void theListOfTheServerHasNoSubnets() {
        JsonNode global =
                server.command("{ \"command\": \"statistic-global-get-all\" }").arguments();
        assertThat(global.propertyNames())
                .contains("pkt6-received", "assigned-nas", "v6-ia-na-lease-reuses")
                .noneMatch(name -> name.startsWith("subnet"));
    }

    @Test
    void poolsAreCountedByTheirNumbers() {
        take(1);
        server.reconfigure(
                CONFIG.replace(
                        "{ \"pool\": \"2001:db8:1::10-2001:db8:1::20\" }",
                        "{ \"pool\": \"2001:db8:1::10-2001:db8:1::20\" },"
                                + " { \"pool\": \"2001:db8:1::100/125\", \"pool-id\": 5 },"
                                + " { \"pool\": \"2001:db8:1::200/125\", \"pool-id\": 5 }"));
        for (int i = 2; i <= 20; i++) {
            take(i);
        }
        assertValues(
                """
                subnet[1].total-nas 33
                subnet[1].assigned-nas 20
                subnet[1].pool[0].total-nas 17
                subnet[1].pool[5].total-nas 16""");
        assertThat(
                        Long.parseLong(value("subnet[1].pool[0].assigned-nas"))
                                + Long.parseLong(value("subnet[1].pool[5].assigned-nas")))
                .isEqualTo(20);
        assertThat(value("subnet[1].pool[5].cumulative-assigned-nas"))
                .isEqualTo(value("subnet[1].pool[5].assigned-nas"))
                .isNotEqualTo("0");
        server.reconfigure(CONFIG);
        assertThat(value("subnet[1].pool[5].total-nas")).isEmpty();
    }

    @Test
    void leasesOutOfTheCacheAreCounted() {
        SingleServer caching =
                new SingleServer(
                        CONFIG.replace(
                                "\"valid-lifetime\"",
                                "\"cache-threshold\": 0.5, \"valid-lifetime\""));
        Ipv6Address address = caching.ask(client(1), MessageType.REQUEST).orElseThrow().address();
        caching.advanceSeconds(2);
        caching.ask(client(1).holding(address), MessageType.RENEW);
        JsonNode all = caching.command("{ \"command\": \"statistic-get-all\" }").arguments();
        assertThat(all.at("/v6-ia-na-lease-reuses/0/0").asInt()).isEqualTo(1);
        assertThat(all.at("/subnet[1].v6-ia-na-lease-reuses/0/0").asInt()).isEqualTo(1);
    }
}
