package io.tandem6.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Prefix;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses a lease leaves to nobody else. */
class PairSettingsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2001:db8:1::100/128, 1",
        "2001:db8:1::120/126, 4",
        // The pool ends with ::127.
        "2001:db8:1::124/126, 4",
        "2001:db8:1::128/126, 0",
        "2001:db8:1::0/120, 0",
        "2001:db8:8000:40::/62, 0"
    })
    void aPrefixInTheirSpaceTakesTheAddressesInIt(String leased, long addresses) {
        PairSettings settings = withAddresses(40);

        assertThat(settings.addressesTakenBy(Ipv6Prefix.parse(leased))).isEqualTo(addresses);
    }

    private static PairSettings withAddresses(int count) {
        return new SplittableRandom(1)
                .splits()
                .map(random -> PairSettings.of(Rules.CONTINUITY, count, true, random))
                .filter(settings -> settings.addresses() == count)
                .findFirst()
                .orElseThrow();
    }
}
