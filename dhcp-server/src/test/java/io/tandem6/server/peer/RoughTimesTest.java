package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When everything is fetched once more, and whose time that tells. */
class RoughTimesTest {
    private static final Lease LEASE = TestLeases.lease("2001:db8:1::1", "0003000101", 1000);

    private final RoughTimes times = new RoughTimes();
    private final List<Consumer<LeaseSync.Outcome>> fetched = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'',                               0, false",
        "mend,                             0, false",
        "taken,                            0, true",
        "taken taken mend mend,            1, true",
        "taken mend done mend,             1, false",
        "taken mend fails,                 1, true",
        "taken mend fails mend,            2, true",
        "taken mend taken done mend mend,  2, true",
    })
    void onceForAllThatWasTakenRoughly(String steps, int times, boolean mended) {
        for (String step : steps.split(" ", -1)) {
            switch (step) {
                case "taken" -> this.times.taken(LEASE);
                case "mend" -> this.times.mend(fetched::add);
                case "done" -> fetched.getLast().accept(new LeaseSync.Outcome.Synchronized(1, 1));
                case "fails" -> fetched.getLast().accept(new LeaseSync.Outcome.Failed("no", false));
                default -> assertThat(step).isEmpty();
            }
        }

        assertThat(fetched).hasSize(times);
        assertThat(this.times.isMendedBy(LEASE, true)).isEqualTo(mended);
        assertThat(this.times.isMendedBy(LEASE, false)).isFalse();
        assertThat(this.times.isMendedBy(LEASE.heardAt(1001), true)).isFalse();
    }
}
