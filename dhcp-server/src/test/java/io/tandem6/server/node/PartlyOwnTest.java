package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.MessageType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client asks at once for what a server may give alone, and for what only the partner may. */
class PartlyOwnTest {
    /** Of each kind one is left to the primary when its first client has come. */
    private static final String CONFIG =
            ContinuityResyncTest.CONFIG.replace(
                    "\"pools\": [ { \"pool\": \"2001:db8:1::/96\" } ]",
                    """
                    "pools": [ { "pool": "2001:db8:1::1-2001:db8:1::4" } ],
                    "pd-pools": [ { "prefix": "2001:db8:8000::", "prefix-len": 55,
                                    "delegated-len": 56 } ]
                    """);

    private final Cluster cluster = new Cluster();

    @ParameterizedTest
    @CsvSource({"REQUEST", "RENEW"})
    void thePartnersSilenceCostsNoClientWhatIsNotThePartners(String again) {
        cluster.start("server1", CONFIG);
        cluster.start("server2", CONFIG);
        cluster.advanceSeconds(15);
        assertThat(ask("1", MessageType.REQUEST).getFirst().address()).isEqualTo(address(1));
        cluster.server("server2").crash();
        assertThat(ask("2", MessageType.REQUEST)).isEmpty();

        cluster.advanceSeconds(2);

        int type = again.equals("RENEW") ? MessageType.RENEW : MessageType.REQUEST;
        assertThat(ask("2", type)).extracting(Reply::address).containsExactly(address(3));
    }

    private static Ipv6Address address(int number) {
        return Ipv6Address.parse("2001:db8:1::" + number);
    }

    private List<Reply> ask(String client, int type) {
        return cluster.ask(
                Client.of("00030001aa000000000" + client),
                type,
                0,
                Optional.of(cluster.server("server1").id));
    }
}
