package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HaSettings;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.server.node.ConfigurationChange.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationChangeTest {
    private static final String BASE =
            """
            { "Dhcp6": {
                "data-directory": "/var/lib/kea",
                "server-id": { "type": "EN", "enterprise-id": 2495, "identifier": "0102" },
                "lease-database": { "type": "memfile", "name": "/l/leases.csv", "persist": true,
                                    "lfc-interval": 3600, "max-row-errors": 0 },
                "interfaces-config": { "interfaces": [ "eth0" ] },
                "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/socket" },
                "expired-leases-processing": { "hold-reclaimed-time": 60 },
                "valid-lifetime": 4000,
                "loggers": [ { "name": "kea-dhcp6", "severity": "INFO" } ],
                "hooks-libraries": [
                  { "library": "libdhcp_lease_cmds.so" },
                  { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                      "this-server-name": "a", "mode": "hot-standby", "heartbeat-delay": 1000,
                      "peers": [
                        { "name": "a", "url": "http://192.0.2.1:8000/", "role": "primary" },
                        { "name": "b", "url": "http://192.0.2.2:8000/", "role": "standby" }
                      ] } ] } } ],
                "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64" } ] } }
            """;

    private static ServerConfig parse(String text) {
        return new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.empty(), false))
                .parse("test.json", text)
                .config()
                .orElseThrow();
    }

    private static ConfigurationChange change(String find, String replacement) {
        assertThat(BASE).contains(find);
        return ConfigurationChange.between(parse(BASE), parse(BASE.replace(find, replacement)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "-",
            value = {
                "4000                    | 5000                 | -",
                "2001:db8:1::/64         | 2001:db8:2::/64      | -",
                "INFO                    | DEBUG                | -",
                "\"max-row-errors\": 0   | \"max-row-errors\": 5| -",
                "eth0                    | eth1                 | INTERFACES",
                "/run/kea/socket         | /run/kea/other       | CONTROL_SOCKET",
                "time\": 60              | time\": 70           | RECLAMATION",
                "3600                    | 0                    | LEASE_FILE_CLEANUP",
            })
    void onlyWhatDiffersIsDoneAnew(String find, String replacement, String parts) {
        ConfigurationChange change = change(find, replacement);

        assertThat(change.needsRestart()).isEmpty();
        assertThat(change.parts()).isEqualTo(parts(parts));
        assertThat(change.relationships().kept()).containsExactly(0);
    }

    private static Set<Part> parts(String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Part::valueOf).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/var/lib/kea | /var/lib/other | data-directory",
                "2495 | 4491 | server-id",
                "/l/leases.csv | /l/others.csv | lease-database",
                "\"persist\": true | \"persist\": false | lease-database"
            })
    void whatOnlyAStartCanChangeIsNamed(String find, String replacement, String phrase) {
        assertThat(change(find, replacement).needsRestart())
                .singleElement()
                .asString()
                .contains(phrase)
                .contains("restart it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "one  | one          | 0 | -  | -",
                "one  | other        | - | 0  | 0",
                "one  | none         | - | 0  | -",
                "none | one          | - | -  | 0",
                "none | none         | - | -  | -",
                "one,other | one     | 0 | 1  | -",
                "one,other | other   | - | 0,1| 0",
                "one  | one,other    | 0 | -  | 1",
            })
    void aRelationshipIsTheSameInTheSamePlaceWithTheSameSettings(
            String before, String after, String kept, String stopped, String started) {
        RelationshipChange change =
                RelationshipChange.between(relationships(before), relationships(after));

        assertThat(change)
                .isEqualTo(
                        new RelationshipChange(numbers(kept), numbers(stopped), numbers(started)));
    }

    private static List<HaSettings> relationships(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.equals("none"))
                .map(name -> name.equals("one") ? BASE : BASE.replace("1000", "2000"))
                .map(text -> parse(text).highAvailability().getFirst())
                .toList();
    }

    private static List<Integer> numbers(String text) {
        return text.equals("-")
                ? List.of()
                : Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
}
