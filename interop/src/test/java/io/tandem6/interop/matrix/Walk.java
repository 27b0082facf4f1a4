package io.tandem6.interop.matrix;

import io.tandem6.interop.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** Takes one pairing through cells, each a test. After a failed one the pair starts over. */
final class Walk {
    private final Pairing pairing;
    private final List<Cell> cells;
    private final Load load;
    private final Results results;
    private @Nullable Lab lab;
    private @Nullable Stage stage;
    private boolean broken;

    private Walk(Pairing pairing, List<Cell> cells, Load load, Results results) {
        this.pairing = pairing;
        this.cells = cells;
        this.load = load;
        this.results = results;
    }

    /** The tests of one pairing; hosts and servers exist while they run. */
    static DynamicContainer tests(Pairing pairing, List<Cell> cells, Load load, Results results) {
        Walk walk =
                new Walk(
                        pairing,
                        cells.stream().filter(cell -> cell.fits(pairing)).toList(),
                        load,
                        results);
        return DynamicContainer.dynamicContainer(pairing.name(), walk.tests().onClose(walk::close));
    }

    private Stream<DynamicTest> tests() {
        return cells.stream()
                .map(
                        cell ->
                                DynamicTest.dynamicTest(
                                        pairing.name() + ": " + cell.name(), () -> test(cell)));
    }

    private void close() {
        if (lab != null) {
            lab.close();
        }
    }

    private void test(Cell cell) {
        long start = System.nanoTime();
        Optional<Throwable> failure = Optional.empty();
        Stage current = stage();
        try {
            if (broken) {
                current.startOver();
            }
            play(current, cell);
            broken = false;
        } catch (RuntimeException | AssertionError e) {
            broken = true;
            failure = Optional.of(e);
            throw e;
        } finally {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            results.add(pairing, cell, time, failure, current.takeNotes());
            System.out.printf(
                    "%s, %s: %s after %.1f s%n",
                    pairing.name(),
                    cell.name(),
                    failure.map(f -> "FAILED (" + f.getMessage() + ")").orElse("passed"),
                    time.toMillis() / 1000.0);
        }
    }

    private Stage stage() {
        if (stage == null) {
            lab = Lab.create("matrix-" + pairing.name());
            stage = new Stage(pairing, load, lab);
        }
        return stage;
    }

    private void play(Stage current, Cell cell) {
        try {
            current.startLoad(cell.allowsReleases(pairing));
            cell.play(current);
            current.awaitService();
        } finally {
            current.stopLoad();
        }
        cell.settle(current);
        current.awaitSameLeases();
        current.assertStaysNormal();
    }
}
