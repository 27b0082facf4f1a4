package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Half;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What pairs go through, in this order. */
final class Cells {
    private static final Duration SKEW = Duration.ofSeconds(20);
    private static final int FEW = 10;

    /** More leases than the partner's updates may be kept for. */
    private static final int MANY = 80;

    private Cells() {}

    /** Each situation once. */
    static List<Cell> once() {
        return List.of(
                new StartUp(Half.FIRST),
                new Quiet(60),
                new ClientLife(),
                new Reload(Half.FIRST),
                new Reload(Half.SECOND),
                new Synchronization(Half.FIRST),
                new Synchronization(Half.SECOND),
                new Maintenance(Half.FIRST, true),
                new Maintenance(Half.SECOND, true),
                new Maintenance(Half.FIRST, false),
                new DeafServer(Half.FIRST, FEW),
                new DeafServer(Half.SECOND, MANY),
                new Death(Half.FIRST, Death.How.KILLED),
                new Death(Half.SECOND, Death.How.KILLED),
                new Death(Half.FIRST, Death.How.STOPPED),
                new Death(Half.SECOND, Death.How.STOPPED),
                new PartedReleases(),
                new ClockSkew(Half.SECOND, SKEW),
                new StartUp(Half.SECOND));
    }

    /** Each situation with either half in either role, and the rough ones again. */
    static List<Cell> often() {
        List<Cell> cells = new ArrayList<>(once());
        for (Half half : Half.values()) {
            cells.add(new Maintenance(half, false));
            cells.add(new DeafServer(half, FEW));
            cells.add(new DeafServer(half, MANY));
            cells.add(new ClockSkew(half, SKEW));
            cells.add(new ClockSkew(half, SKEW.negated()));
            for (Death.How how : Death.How.values()) {
                cells.add(new Death(half, how));
            }
            cells.add(new StartUp(half));
        }
        cells.add(new Quiet(600));
        return List.copyOf(cells);
    }
}
