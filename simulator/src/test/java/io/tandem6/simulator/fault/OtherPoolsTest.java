package io.tandem6.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.identity.Duid;
import io.tandem6.simulator.network.ClientNetwork;
import io.tandem6.simulator.network.PeerNetwork;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.server.Variation;
import io.tandem6.simulator.time.Timeline;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the servers of a world have the same pools again. */
class OtherPoolsTest {
    private final Timeline timeline = new Timeline();
    private final SplittableRandom random = new SplittableRandom(1);
    private final PairSettings settings = PairSettings.of(Rules.CONTINUITY, 40, true, random);
    private final List<Boolean> told = new ArrayList<>();

    /** A plus begins the reconfiguration of that server's pools, a minus ends it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "+0 -0,       true false",
        "+0 -0 +1 -1, true false true false",
        "+0 +1 -0 -1, true true true false",
        "+0 +1 -1 -0, true true true false",
    })
    void onlyWhenTheLastReconfigurationIsOver(String steps, String differ) {
        FaultInjector injector = injector();
        for (String step : steps.split(" ", -1)) {
            Fault fault = new Fault(FaultKind.RECONFIGURE_POOLS, step.charAt(1) - '0', 0, 1, 0);
            if (step.charAt(0) == '+') {
                injector.begin(fault);
            } else {
                injector.end(fault);
            }
        }

        assertThat(told).map(String::valueOf).containsExactly(differ.split(" ", -1));
    }

    private FaultInjector injector() {
        return new FaultInjector(
                timeline,
                settings,
                List.of(host(0), host(1)),
                new ClientNetwork(timeline, random, List.of()),
                new PeerNetwork(timeline, random, List.of(), deaf(PeerNetwork.Listener.class)),
                deaf(FaultInjector.Listener.class));
    }

    /** One that nobody starts. */
    private Host host(int number) {
        return new Host(
                number,
                Duid.parse("00030001aa000000000" + number),
                settings.config(number, Variation.NONE),
                timeline,
                random,
                deaf(Host.Surroundings.class));
    }

    /** One that hears of pools alone. */
    private <T> T deaf(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("poolsDiffer")) {
                                told.add((Boolean) arguments[0]);
                            }
                            return null;
                        }));
    }
}
