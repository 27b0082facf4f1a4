package io.tandem6.server.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.identity.Duid;
import io.tandem6.server.scenario.Words;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose expired leases a server reclaims by Kea's rules. */
class ReclamationTest {
    private static final Moment AT = new Moment(0, Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({
        "hot-standby,    server1, HOT_STANDBY,  , 000301, true",
        "hot-standby,    server2, HOT_STANDBY,  , 000301, true",
        "hot-standby,    server1, WAITING,      , 000301, true",
        "hot-standby,    server1, TERMINATED,   , 000301, true",
        "hot-standby,    server2, TERMINATED,   , 000301, false",
        // Each of the two has the clients of one half.
        "load-balancing, server1, TERMINATED,   , 000200, true",
        "load-balancing, server2, TERMINATED,   , 000200, false",
        "load-balancing, server1, TERMINATED,   , 00030001000000000001, false",
        "load-balancing, server2, TERMINATED,   , 00030001000000000001, true",
        "load-balancing, server2, PARTNER_DOWN, , 000200, true",
        // The operator may have handed over, or taken over.
        "load-balancing, server1, TERMINATED,   server1 server2, 000200, true",
        "load-balancing, server2, TERMINATED,   server1 server2, 000200, true",
    })
    void theClientsOfAPartnerThatServesAloneAreItsAlone(
            String mode,
            String self,
            ServerState current,
            String scopes,
            String duid,
            boolean ours) {
        Step step =
                new Step(HaState.initial(TestSettings.of(self, Words.of("mode=" + mode)), AT), AT);
        step.enter(current);
        if (scopes != null) {
            step.scopes = Set.of(scopes.split(" "));
        }

        assertThat(step.state().mayReclaim(Duid.parse(duid))).isEqualTo(ours);
    }
}
