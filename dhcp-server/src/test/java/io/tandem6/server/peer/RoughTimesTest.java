package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When everything is fetched once more. */
class RoughTimesTest {
    private final RoughTimes times = new RoughTimes();
    private final List<Consumer<LeaseSync.Outcome>> fetched = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'',                               0",
        "mend,                             0",
        "taken taken,                      0",
        "taken mend mend,                  1",
        "taken mend done mend,             1",
        "taken mend fails mend,            2",
        "taken mend taken done mend mend,  2",
    })
    void onceForAllThatWasTakenRoughly(String steps, int times) {
        for (String step : steps.split(" ", -1)) {
            switch (step) {
                case "taken" -> this.times.taken();
                case "mend" -> this.times.mend(fetched::add);
                case "done" -> fetched.getLast().accept(new LeaseSync.Outcome.Synchronized(1, 1));
                case "fails" -> fetched.getLast().accept(new LeaseSync.Outcome.Failed("no", false));
                default -> assertThat(step).isEmpty();
            }
        }

        assertThat(fetched).hasSize(times);
    }
}
