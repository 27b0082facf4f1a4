package io.tandem6.interop.matrix;

import io.tandem6.interop.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * Takes one pairing through cells, each a test. After a failed one, or when there are many leases,
 * the pair starts over. Walks go on beside each other, as many as there is room for labs; their
 * tests wait for what comes of them.
 */
final class Walk {
    private final Pairing pairing;
    private final Load load;
    private final Results results;
    private final List<Planned> plan;
    private boolean broken;

    private Walk(Pairing pairing, List<Cell> cells, Load load, Results results) {
        this.pairing = pairing;
        this.load = load;
        this.results = results;
        plan = cells.stream().map(cell -> new Planned(cell, new CompletableFuture<>())).toList();
    }

    /** A cell, which may be there several times, and what comes of it. */
    private record Planned(Cell cell, CompletableFuture<Void> outcome) {}

    /** Begins the walk of one pairing; hosts and servers exist while it lasts. */
    static DynamicContainer begin(Pairing pairing, List<Cell> cells, Load load, Results results) {
        Walk walk =
                new Walk(
                        pairing,
                        cells.stream().filter(cell -> cell.fits(pairing)).toList(),
                        load,
                        results);
        results.expect(pairing);
        Thread.ofPlatform().daemon().name(pairing.name()).start(walk::go);
        return DynamicContainer.dynamicContainer(pairing.name(), walk.tests());
    }

    private Stream<DynamicTest> tests() {
        return plan.stream()
                .map(
                        planned ->
                                DynamicTest.dynamicTest(
                                        pairing.name() + ": " + planned.cell().name(),
                                        () -> await(planned.outcome())));
    }

    /** What two Keas do not manage is measured, and no fault of what is under test. */
    private void await(CompletableFuture<Void> outcome) throws Throwable {
        try {
            outcome.join();
        } catch (CompletionException e) {
            if (pairing.isRuler()) {
                Assumptions.abort("two Keas: " + e.getCause().getMessage());
            }
            throw e.getCause();
        }
    }

    private void go() {
        try {
            goThrough();
        } catch (RuntimeException | Error e) {
            // Nobody may wait for ever.
            plan.forEach(planned -> planned.outcome().completeExceptionally(e));
        }
    }

    /** The last outcome is known when the hosts are gone: nothing waits for this thread's end. */
    private void goThrough() {
        Runnable last = () -> {};
        try (Lab lab = Lab.create("matrix-" + pairing.name())) {
            Stage stage = new Stage(pairing, load, lab);
            for (Planned planned : plan) {
                last.run();
                last = test(stage, planned.cell(), planned.outcome());
            }
        }
        last.run();
    }

    /** Plays a cell; what is returned makes its outcome known. */
    private Runnable test(Stage stage, Cell cell, CompletableFuture<Void> outcome) {
        long start = System.nanoTime();
        Optional<Throwable> failure = Optional.empty();
        try {
            if (broken || stage.hasManyLeases()) {
                stage.startOver();
            }
            play(stage, cell);
        } catch (RuntimeException | AssertionError e) {
            failure = Optional.of(e);
        }
        broken = failure.isPresent();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        results.add(pairing, cell, time, failure, stage.takeNotes());
        System.out.printf(
                "%s, %s: %s after %.1f s%n",
                pairing.name(),
                cell.name(),
                failure.map(f -> "FAILED (" + f.getMessage() + ")").orElse("passed"),
                time.toMillis() / 1000.0);
        Optional<Throwable> cause = failure;
        return () ->
                cause.ifPresentOrElse(outcome::completeExceptionally, () -> outcome.complete(null));
    }

    private void play(Stage stage, Cell cell) {
        try {
            stage.startLoad(cell.allowsReleases(pairing));
            cell.play(stage);
            stage.awaitService();
        } finally {
            stage.stopLoad();
        }
        stage.awaitSameLeases();
        stage.assertStaysNormal();
    }
}
