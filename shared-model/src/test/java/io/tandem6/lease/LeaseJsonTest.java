package io.tandem6.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.LeaseArguments.LeaseSubnet;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseJson.SubnetConflictException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LeaseJsonTest {
    private static final String PAGE_LEASE =
            """
            {"ip-address": "2001:db8:8::", "type": "IA_PD", "prefix-len": 56, "duid": "00:01:02",
             "iaid": 5, "subnet-id": 9, "cltt": 77, "valid-lft": 4294967295, "preferred-lft": 0,
             "state": 4, "hostname": "Aa", "fqdn-fwd": true, "fqdn-rev": false,
             "hw-address": "01:02", "user-context": {"x": 1}, "pool-id": 3}
            """;

    private static final LeaseArguments.Subnets SUBNETS =
            new LeaseArguments.Subnets() {
                private final LeaseSubnet subnet =
                        new LeaseSubnet(1, Ipv6Prefix.parse("2001:db8:1::/64"), 7200);

                @Override
                public Optional<LeaseSubnet> byId(long id) {
                    return Optional.of(subnet).filter(s -> s.id() == id);
                }

                @Override
                public Optional<LeaseSubnet> byAddress(Ipv6Address address) {
                    return Optional.of(subnet).filter(s -> s.prefix().contains(address));
                }
            };

    static Stream<Arguments> commandLeases() throws Exception {
        try (InputStream file = LeaseJsonTest.class.getResourceAsStream("command-leases.json")) {
            return LeaseJson.MAPPER
                    .readTree(Objects.requireNonNull(file))
                    .valueStream()
                    .map(c -> Arguments.of(c.get("name").stringValue(), c));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commandLeases")
    void readsLeasesOfCommands(String name, JsonNode row) throws Exception {
        LeaseArguments arguments = new LeaseArguments(SUBNETS, 1_000_000);
        if (row.has("error")) {
            assertThatThrownBy(() -> arguments.read(row.get("input")))
                    .isInstanceOf(LeaseFormatException.class)
                    .hasMessage(row.get("error").stringValue())
                    .matches(e -> e instanceof SubnetConflictException == row.has("conflict"));
        } else {
            JsonNode answer = LeaseJson.toAnswer(arguments.read(row.get("input")));
            assertThat(reread(answer)).isEqualTo(reread(row.get("lease")));
        }
    }

    @Test
    void aPageIsReadAsItIsWritten() throws Exception {
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        Lease lease = LeaseJson.fromPage(page);
        assertThat(lease.state()).isEqualTo(LeaseState.REGISTERED);
        assertThat(reread(LeaseJson.toAnswer(lease))).isEqualTo(reread(page.put("hostname", "aa")));
        ObjectNode update = LeaseJson.toUpdate(lease);
        assertThat(update.has("cltt")).isFalse();
        assertThat(update.get("expire").longValue()).isEqualTo(77 + 4294967295L);
    }

    @Test
    void aPoolOfZeroIsReadAndNeverWritten() throws Exception {
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        Lease lease = LeaseJson.fromPage(page.put("pool-id", 0));
        assertThat(LeaseJson.toAnswer(lease).has("pool-id")).isFalse();
        assertThat(LeaseJson.toUpdate(lease).has("pool-id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip-address",
                "type",
                "prefix-len",
                "duid",
                "iaid",
                "subnet-id",
                "cltt",
                "valid-lft",
                "preferred-lft",
                "state",
                "hostname",
                "fqdn-fwd",
                "fqdn-rev"
            })
    void everyFieldOfAPageIsMandatory(String field) {
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        page.remove(field);
        assertThatThrownBy(() -> LeaseJson.fromPage(page))
                .isInstanceOf(LeaseFormatException.class)
                .hasMessage("missing parameter '" + field + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "subnet-id, 0",
        "cltt, 0",
        "valid-lft, -1",
        "state, 5",
        "type, 1",
        "prefix-len, 129"
    })
    void valuesOfAPageOutOfRangeAreRefused(String field, long value) {
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        page.put(field, value);
        assertThatThrownBy(() -> LeaseJson.fromPage(page)).isInstanceOf(LeaseFormatException.class);
    }

    static Stream<Arguments> unstorable() {
        return Stream.of(
                Arguments.of("\"hostname\": \"%s\"".formatted("h".repeat(256)), "255 octets"),
                Arguments.of("\"hostname\": \"a\\nb\"", "control character"),
                Arguments.of("\"duid\": \"00\"", "stands for nobody"),
                Arguments.of("\"user-context\": {\"a\": \"\\udc00\"}", "surrogate"),
                Arguments.of(
                        "\"user-context\": {\"a\": \"%s\"}".formatted(",".repeat(65_528)),
                        "65535 octets"));
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    void whatTheLeaseFileCannotHoldIsRefused(String member, String reason) {
        String changed = "{" + member + "}";
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        page.setAll((ObjectNode) LeaseJson.MAPPER.readTree(changed));
        assertThatThrownBy(() -> LeaseJson.fromPage(page))
                .isInstanceOf(LeaseFormatException.class)
                .hasMessageContaining(reason);
        ObjectNode command = page.put("ip-address", "2001:db8:1::1").put("type", "IA_NA");
        command.put("subnet-id", 1).remove("cltt");
        command.put("state", 0);
        assertThatThrownBy(() -> new LeaseArguments(SUBNETS, 5_000_000_000L).read(command))
                .isInstanceOf(LeaseFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void withoutALifetimeALeaseIsOver() throws Exception {
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        Lease released = LeaseJson.fromPage(page.put("state", 3).put("valid-lft", 0));
        assertThat(LeaseChange.of(released)).isEqualTo(new LeaseChange.Delete(released));
        assertThatThrownBy(() -> new LeaseChange.Put(released))
                .isInstanceOf(IllegalArgumentException.class);
        Lease running = LeaseJson.fromPage(page.put("valid-lft", 1));
        assertThat(LeaseChange.of(running)).isEqualTo(new LeaseChange.Put(running));
    }

    @Test
    void aTemporaryAddressInAPageIsRefused() {
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        page.put("type", "IA_TA");
        assertThatThrownBy(() -> LeaseJson.fromPage(page)).isInstanceOf(LeaseFormatException.class);
    }

    @Test
    void aLongDuidOfZerosIsSomebody() throws Exception {
        ObjectNode page = (ObjectNode) LeaseJson.MAPPER.readTree(PAGE_LEASE);
        page.put("duid", "00:00:00:00");
        assertThat(LeaseJson.toAnswer(LeaseJson.fromPage(page)).get("duid").stringValue())
                .isEqualTo("00:00:00:00");
    }

    @Test
    void aBrokenContextDoesNotHideTheLease() throws Exception {
        Lease whole = LeaseJson.fromPage(LeaseJson.MAPPER.readTree(PAGE_LEASE));
        Lease broken =
                new Lease(
                        whole.type(),
                        whole.address(),
                        whole.prefixLength(),
                        whole.duid(),
                        whole.iaid(),
                        whole.subnetId(),
                        whole.clientLastTransmission(),
                        whole.validLifetime(),
                        whole.preferredLifetime(),
                        whole.state(),
                        whole.fqdnForward(),
                        whole.fqdnReverse(),
                        whole.hostname(),
                        whole.hardwareAddress(),
                        "{",
                        0);
        assertThat(LeaseJson.toAnswer(broken).has("user-context")).isFalse();
        assertThat(LeaseJson.isUserContext("{}")).isTrue();
        assertThat(LeaseJson.isUserContext("[]")).isFalse();
    }

    /** As a client sees it: whether a number was an int or a long is no difference. */
    private static JsonNode reread(JsonNode node) {
        return LeaseJson.MAPPER.readTree(node.toString());
    }
}
