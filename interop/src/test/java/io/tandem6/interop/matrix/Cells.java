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

    /** Each situation with either half in either role. */
    static List<Cell> withEitherHalf() {
        List<Cell> cells = new ArrayList<>(once());
        cells.add(new Maintenance(Half.SECOND, false));
        cells.add(new DeafServer(Half.FIRST, MANY));
        cells.add(new DeafServer(Half.SECOND, FEW));
        cells.add(new Death(Half.FIRST, Death.How.RESTARTED));
        cells.add(new Death(Half.SECOND, Death.How.RESTARTED));
        cells.add(new ClockSkew(Half.FIRST, SKEW));
        cells.add(new ClockSkew(Half.FIRST, SKEW.negated()));
        cells.add(new ClockSkew(Half.SECOND, SKEW.negated()));
        cells.add(new Quiet(600));
        return List.copyOf(cells);
    }

    /** The situations in which a server has to notice that its partner is gone. */
    static List<Cell> withPartnerGone() {
        List<Cell> cells = new ArrayList<>(List.of(new StartUp(Half.FIRST)));
        for (Half half : Half.values()) {
            cells.add(new Maintenance(half, false));
            cells.add(new DeafServer(half, MANY));
            cells.add(new Death(half, Death.How.KILLED));
            cells.add(new Death(half, Death.How.STOPPED));
        }
        return List.copyOf(cells);
    }
}
