package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.TextResolver;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of subnets 1 to 3 the configuration knows 1 and 2. */
class SubnetOwnersTest {
    private static final String RELATIONSHIP =
            """
            { "this-server-name": "own%1$s", "mode": "hot-standby", "peers": [
                { "name": "own%1$s", "url": "http://192.0.2.1:800%1$s/", "role": "standby" },
                { "name": "far%1$s", "url": "http://192.0.2.2:800%1$s/", "role": "primary" } ] }
            """;

    private static SubnetOwners owners(String relationships, String first, String second) {
        String file =
                """
                { "Dhcp6": {
                    "subnet6": [
                      { "id": 1, "subnet": "2001:db8:1::/64", "user-context": { %s } },
                      { "id": 2, "subnet": "2001:db8:2::/64", "user-context": { %s } } ],
                    "hooks-libraries": [ { "library": "libdhcp_ha.so",
                      "parameters": { "high-availability": [ %s ] } } ] } }
                """
                        .formatted(name(first), name(second), relationships);
        return new SubnetOwners(
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("test.json", file)
                        .config()
                        .orElseThrow());
    }

    private static String name(String server) {
        return server == null ? "" : "\"ha-server-name\": \"%s\"".formatted(server);
    }

    private static String fetched(SubnetOwners owners, int relationship) {
        return String.join(
                " ",
                IntStream.rangeClosed(1, 3)
                        .filter(id -> owners.isFetched(relationship, id))
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no subnet names it           |      |       | 1 2 3",
                "one does: the rest is known  | far1 |       | 1 2",
                "both do                      | own1 | far1  | 1 2",
                "a name that nobody has       | else |       | 1 2 3",
            })
    void aServerOfOneRelationshipFetches(
            String about, String first, String second, String expected) {
        assertThat(fetched(owners(RELATIONSHIP.formatted(1), first, second), 0))
                .as(about)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "each its own                 | far1 | own2 | 1     | 2",
                "what is left is anybody's    | far1 |      | 1     | 2 3",
                "no subnet names any          |      |      | 1 2 3 | 1 2 3",
            })
    void aServerOfTwoFetches(
            String about, String first, String second, String ofFirst, String ofSecond) {
        SubnetOwners owners =
                owners(RELATIONSHIP.formatted(1) + "," + RELATIONSHIP.formatted(2), first, second);
        assertThat(fetched(owners, 0)).as(about).isEqualTo(ofFirst);
        assertThat(fetched(owners, 1)).as(about).isEqualTo(ofSecond);
    }
}
