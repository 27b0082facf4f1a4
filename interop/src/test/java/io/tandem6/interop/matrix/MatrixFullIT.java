package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Mode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Two Keas as a measure, then Tandem6 with itself and with Kea, with more of everything. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixFullIT {
    private final Results results = new Results();

    @TestFactory
    Stream<DynamicContainer> pairings() {
        return Arrays.stream(Mode.values())
                .flatMap(
                        mode ->
                                Stream.concat(
                                        Stream.of(Pairing.control(mode)),
                                        Pairing.withTandem6(mode).stream()))
                .filter(Selection::includes)
                .map(
                        pairing ->
                                Walk.tests(
                                        pairing, Selection.of(Cells.often()), Load.HEAVY, results));
    }

    @AfterAll
    void printTable() {
        System.out.println(results.table());
    }
}
