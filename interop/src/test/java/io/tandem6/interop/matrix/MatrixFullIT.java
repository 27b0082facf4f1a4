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

/** Two Keas as a measure, then Tandem6 with itself and with Kea, with more of everything. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixFullIT {
    private final Results results = new Results();

    @TestFactory
    List<DynamicContainer> pairings() {
        return Arrays.stream(Mode.values())
                .flatMap(mode -> Stream.concat(eitherHalf(mode), partnerGone(mode)))
                .toList();
    }

    private Stream<DynamicContainer> eitherHalf(Mode mode) {
        return all(mode)
                .filter(Selection::includes)
                .map(pairing -> walk(pairing, Cells.withEitherHalf()));
    }

    private static Stream<Pairing> all(Mode mode) {
        return Stream.concat(Stream.of(Pairing.control(mode)), Pairing.withTandem6(mode).stream());
    }

    private Stream<DynamicContainer> partnerGone(Mode mode) {
        return all(mode)
                .map(Pairing::otherwise)
                .filter(Selection::includes)
                .map(pairing -> walk(pairing, Cells.withPartnerGone()));
    }

    private DynamicContainer walk(Pairing pairing, List<Cell> cells) {
        return Walk.begin(pairing, Selection.of(cells), Selection.LOAD, results);
    }

    @AfterAll
    void printTable() {
        System.out.println(results.table());
    }
}
