package io.tandem6.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultInjector;
import io.tandem6.simulator.fault.FaultKind;
import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What else happens to a server whose host is switched off does not start it. */
class SwitchedOffTest {
    private final World world =
            new World(
                    new Scenario(Profile.SINGLE, Rules.CONTINUITY, 1),
                    new SplittableRandom(1),
                    true);

    /** The first fault lasts from 100 to 300 s; what is looked at begins at 170 s. */
    @ParameterizedTest(name = "{0} until 300 s, {1} from {2} to {3} s: back at {4} s")
    @CsvSource({
        "DOWN_CONFIRMED, CRASH,                0, 200, 300",
        "DOWN_CONFIRMED, CRASH,              160, 200, 300",
        "DOWN_CONFIRMED, RESTART_SLOWLY,     160, 200, 300",
        "DOWN_CONFIRMED, BOTH_CRASH,         160, 200, 300",
        "DOWN_CONFIRMED, MAINTENANCE,        160, 200, 300",
        "DOWN_CONFIRMED, RESTART_WHILE_PARTED, 160, 200, 300",
        "DOWN_CONFIRMED, HOST_DOWN,          160, 200, 300",
        "DOWN_CONFIRMED, HOST_DOWN,          160, 400, 400",
        "DISK_LOST,      CRASH,                0, 200, 300",
        "ROLLBACK,       CRASH,                0, 200, 300",
        "HOST_DOWN,      CRASH,                0, 200, 300",
        "HOST_DOWN,      DISK_LOST,          160, 400, 400",
        "CRASH,          HOST_DOWN,          160, 400, 400",
        "RELOAD,         CRASH,              160, 200, 200",
    })
    void staysDown(FaultKind first, FaultKind second, long begin, long end, long up) {
        Host host = world.hosts().getLast();
        world.hosts().forEach(Host::start);
        FaultInjector injector = world.injector();
        plan(injector, new Fault(first, 1, seconds(100), seconds(200), 1));
        plan(injector, new Fault(second, 1, seconds(begin), seconds(end - begin), 1));
        List<Long> down = new ArrayList<>();
        for (long at = 170; at < 450; at++) {
            world.timeline().runUntil(seconds(at) + 1);
            if (!host.isUp()) {
                down.add(at);
            }
        }

        assertThat(down).isEqualTo(LongStream.range(170, up).boxed().toList());
    }

    private void plan(FaultInjector injector, Fault fault) {
        world.timeline().after(fault.begin(), () -> injector.begin(fault));
        world.timeline().after(fault.end(), () -> injector.end(fault));
    }

    private static long seconds(long count) {
        return count * Timeline.SECOND;
    }
}
