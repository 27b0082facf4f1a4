package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Tandem6 with itself and with Kea, in every situation once; {@link MatrixFullIT} has them, too.
 */
@Tag("short")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixIT {
    private final Results results = new Results();

    @TestFactory
    List<DynamicContainer> pairings() {
        return Arrays.stream(Mode.values())
                .flatMap(MatrixIT::pairings)
                .map(
                        pairing ->
                                Walk.begin(
                                        pairing, Selection.of(Cells.once()), Load.LIGHT, results))
                .toList();
    }

    private static Stream<Pairing> pairings(Mode mode) {
        return Stream.concat(
                Pairing.withTandem6(mode).stream().filter(Selection::includes),
                Stream.of(Pairing.control(mode)).filter(Selection::demands));
    }

    @AfterAll
    void printTable() {
        System.out.println(results.table());
    }
}
