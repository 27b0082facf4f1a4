package io.tandem6.simulator;

import io.tandem6.simulator.check.Convergence;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultInjector;
import io.tandem6.simulator.fault.Recovery;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One world from its beginning to its end. The seed decides everything: the configuration, what
 * clients do, what goes wrong and when, how long each message takes.
 */
public final class Simulation {
    /** How long a world lasts, seconds. */
    public static final long SECONDS = 7500;

    private static final long SILENCE = 40;
    private static final long START_WITHIN = 60;

    private final Scenario scenario;
    private final World world;
    private final List<Fault> plan;
    private final PairSettings settings;
    private final FaultInjector injector;

    private Simulation(Scenario scenario, boolean traced) {
        this.scenario = scenario;
        SplittableRandom random = new SplittableRandom(scenario.seed());
        this.world = new World(scenario, random, traced);
        this.settings = world.settings();
        long end = SECONDS - SILENCE - 2 * Recovery.plain(settings);
        this.plan = scenario.profile().plan(settings, end, random.split());
        this.injector = world.injector();
    }

    /**
     * Runs a world.
     *
     * @param traced keep the conversation
     */
    public static SeedResult run(Scenario scenario, boolean traced) {
        return new Simulation(scenario, traced).run();
    }

    private SeedResult run() {
        Timeline timeline = world.timeline();
        world.trace().add("world", scenario + ", " + settings);
        SplittableRandom random = new SplittableRandom(scenario.seed() ^ START_WITHIN);
        world.hosts()
                .forEach(host -> timeline.after(random.nextLong(Timeline.SECOND), host::start));
        world.clients()
                .forEach(
                        client ->
                                client.startAfter(
                                        random.nextLong(
                                                Timeline.SECOND, START_WITHIN * Timeline.SECOND)));
        for (Fault fault : plan) {
            timeline.after(fault.begin(), () -> begin(fault));
        }
        timeline.runUntil((SECONDS - SILENCE) * Timeline.SECOND);
        world.clients().forEach(client -> client.fallSilent());
        world.trace().add("world", "clients fall silent");
        timeline.runUntil(SECONDS * Timeline.SECOND);
        conclude();
        return new SeedResult(
                scenario,
                world.violations(),
                world.observer().situations(),
                timeline.now(),
                timeline.ran(),
                world.observer().digest(),
                world.observer().patience().longestWait(),
                world.trace().lines());
    }

    private void begin(Fault fault) {
        checkNormal();
        world.observer().faultBegins(fault);
        injector.begin(fault);
        world.timeline()
                .after(
                        fault.length(),
                        () -> {
                            injector.end(fault);
                            world.observer().faultEnds(fault);
                        });
    }

    /** Nobody may be left in another state by what is long over; true if nobody is. */
    private boolean checkNormal() {
        FaultHistory faults = world.observer().faults();
        List<String> texts = faults.mustBeNormal() ? faults.notNormal() : List.of();
        long now = world.timeline().now();
        texts.forEach(text -> world.violated(new Violation(ViolationKind.NOT_NORMAL, now, text)));
        return texts.isEmpty();
    }

    private void conclude() {
        Host one = world.hosts().getFirst();
        Host other = world.hosts().getLast();
        if (checkNormal()) {
            Convergence.violations(one, other, world.checker()::isClaimed, world.timeline().now())
                    .forEach(world::violated);
        }
        // An operator's deletion or gift is not told to the other server, and clients hear nothing.
        boolean forced =
                scenario.rules() == Rules.KEA
                        && plan.stream().anyMatch(f -> f.kind().changesLeases());
        if (!forced) {
            world.checker().checkServersKnow();
        }
    }
}
