package io.tandem6.interop.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmReport.Claim;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two clients, each with claims on leases; what was valid at both at the same time. */
class OverlapsTest {
    @ParameterizedTest
    @CsvSource({
        // claims of the first client, of the second one, shared
        "a 0 10,         b 0 10,         ''",
        "a 0 10,         a 5 15,         a",
        "a 5 15,         a 0 10,         a",
        "a 0 10,         a 10 20,        ''",
        "a 0 10,         a 9.2 20,       ''",
        "a 0 10,         a 8.8 20,       a",
        "a 0 10;a 8 20,  a 12 14,        a",
        "a 0 30;a 8 10,  a 12 14,        a",
        "a 0 4;a 8 10,   a 5 6,          ''",
        "p/56 0 9;a 0 9, p/56 1 3;b 0 9, p/56",
    })
    void findsWhatTwoClientsHadAtOnce(String first, String second, String shared) {
        assertThat(Overlaps.of(List.of(report("01", first), report("02", second))))
                .containsExactlyElementsOf(shared.isEmpty() ? List.of() : List.of(shared));
    }

    private static SwarmReport report(String duid, String claims) {
        List<Claim> all =
                Arrays.stream(claims.split(";"))
                        .map(claim -> claim.split(" "))
                        .map(
                                words ->
                                        new Claim(
                                                words[0],
                                                Double.parseDouble(words[1]),
                                                Double.parseDouble(words[2])))
                        .toList();
        return new SwarmReport(
                List.of(
                        new SwarmReport.Client(
                                duid, 1, 0, 1.0, null, null, null, 0, 2, 0, 0, all)));
    }
}
