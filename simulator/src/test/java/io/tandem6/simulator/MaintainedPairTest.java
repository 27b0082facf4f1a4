package io.tandem6.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultInjector;
import io.tandem6.simulator.fault.FaultKind;
import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated operator leaves no server in maintenance: two servers without clients. */
class MaintainedPairTest {
    private static final long SETTLED = 200;

    private final World world =
            new World(
                    new Scenario(Profile.SINGLE, Rules.CONTINUITY, 1),
                    new SplittableRandom(1),
                    true);

    /** Each maintenance is of 40 s; the server stops after 10 s of it. */
    @ParameterizedTest(name = "server {0} is back after {1} ms: {2} commands more")
    @CsvSource({
        "0, 40000, 0",
        "1, 40000, 0",
        "0, 11000, 0",
        "1, 11000, 0",
        "0, 10100, 1",
        "1, 10100, 1",
    })
    void isNormalAgain(int maintained, long back, int cancelled) {
        Host host = world.hosts().get(maintained);
        world.hosts().forEach(Host::start);
        run(SETTLED * 1000);

        Fault fault = new Fault(FaultKind.MAINTENANCE, maintained, 0, 40 * Timeline.SECOND, 0);
        FaultInjector injector = world.injector();
        injector.begin(fault);
        run(back);
        host.start();
        run(40_000 - back);
        injector.end(fault);
        run(SETTLED * 1000);

        assertThat(world.hosts())
                .noneMatch(Host::isServiceOff)
                .extracting(Host::state)
                .containsOnly(Optional.of(world.settings().normalState()));
        assertThat(told("operator's ha-maintenance-cancel")).hasSize(cancelled);
    }

    private void run(long millis) {
        Timeline timeline = world.timeline();
        timeline.runUntil(timeline.now() + millis * Timeline.MILLISECOND);
    }

    private List<String> told(String message) {
        return world.trace().lines().stream().filter(line -> line.contains(message)).toList();
    }
}
