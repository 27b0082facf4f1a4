package io.tandem6.server.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.identity.Duid;
import io.tandem6.server.scenario.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancingHashTest {
    @ParameterizedTest
    @CsvSource({
        "0001000132965a0d000c01020304, 239, server2",
        "0001000132965a0d000c01020305, 77, server2",
        "00030001000000000001, 103, server2",
        "00030001000000000003, 24, server1",
        "000320823cfde6f1c26b, 66, server1",
        "0003d8619b91ffc911f57cce, 175, server2",
        "000400112233445566778899aabbccddeeff, 107, server2",
        "000200, 6, server1",
    })
    void agreesWithKea(String duid, int hash, String owner) {
        Duid client = Duid.parse(duid);

        assertThat(LoadBalancingHash.of(client.octets())).isEqualTo(hash);
        assertThat(
                        ServingScopes.owner(
                                TestSettings.of("server1", Words.of("mode=load-balancing")),
                                client))
                .contains(owner);
    }

    @Test
    void anonymousClientsBelongToNobody() {
        assertThat(
                        ServingScopes.owner(
                                TestSettings.of("server1", Words.of("mode=load-balancing")), null))
                .isEmpty();
    }

    @Test
    void theStandbyOwnsNobody() {
        assertThat(ServingScopes.owner(TestSettings.hotStandby("server2"), Duid.parse("000301")))
                .contains("server1");
    }
}
