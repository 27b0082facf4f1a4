package io.tandem6.simulator.server;

import io.tandem6.identity.Duid;
import io.tandem6.simulator.time.Timeline;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Hosts whose servers nobody starts: disks and clocks. */
public final class IdleHosts {
    private IdleHosts() {}

    /** A pair that tells {@code surroundings} what changes on its disks. */
    public static List<Host> pair(Timeline timeline, Host.Surroundings surroundings) {
        PairSettings settings =
                PairSettings.of(Rules.CONTINUITY, 40, true, new SplittableRandom(1));
        return IntStream.range(0, 2)
                .mapToObj(
                        number ->
                                new Host(
                                        number,
                                        Duid.parse("00030001aa000000000" + (number + 1)),
                                        settings.config(number, Variation.NONE),
                                        timeline,
                                        new SplittableRandom(number),
                                        surroundings))
                .toList();
    }

    /** Surroundings that do nothing. */
    public static Host.Surroundings nobody() {
        return (Host.Surroundings)
                Proxy.newProxyInstance(
                        Host.class.getClassLoader(),
                        new Class<?>[] {Host.Surroundings.class},
                        (proxy, method, arguments) -> null);
    }
}
