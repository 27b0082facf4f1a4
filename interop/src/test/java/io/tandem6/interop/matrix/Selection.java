package io.tandem6.interop.matrix;

import java.util.List;

/**
 * A part of the matrix, for people who look for a fault: {@code -Dinterop.pairing=hs-tandem6-kea}
 * and {@code -Dinterop.cell=maintenance} choose what has these words in its name. With {@code
 * -Dinterop.strict=true} pairs with a Kea have to manage what is otherwise asked of Tandem6 alone,
 * and with {@code -Dinterop.continuity=false} two Tandem6 keep to Kea's rules. {@code
 * -Dinterop.light=true} gives the long form no more load than the short one.
 */
final class Selection {
    private static final String PAIRING = System.getProperty("interop.pairing", "");

    /** Ask of Kea what only Tandem6 has to manage. */
    static final boolean STRICT = Boolean.getBoolean("interop.strict");

    /** Two Tandem6 are to have continuity. */
    static final boolean CONTINUITY =
            Boolean.parseBoolean(System.getProperty("interop.continuity", "true"));

    /** What the long form has for load. */
    static final Load LOAD = Boolean.getBoolean("interop.light") ? Load.LIGHT : Load.HEAVY;

    private static final String CELL = System.getProperty("interop.cell", "");

    private Selection() {}

    static boolean includes(Pairing pairing) {
        return pairing.name().contains(PAIRING);
    }

    /** True if this one, which is not a part of the whole, is asked for by its full name. */
    static boolean demands(Pairing pairing) {
        return pairing.name().equals(PAIRING);
    }

    /** The first cell starts the pair, so it is always there. */
    static List<Cell> of(List<Cell> cells) {
        Cell first = cells.getFirst();
        return cells.stream().filter(c -> c == first || c.name().contains(CELL)).toList();
    }
}
