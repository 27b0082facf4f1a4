package io.tandem6.simulator.check;

/**
 * What is not as usual in a world, and lets servers say for good reasons what else they must not.
 *
 * @param clocksAreRight leases end when servers say that they do
 * @param poolsDiffer one server has pools that the other one has not
 * @param poolsChanged when that began or ended last, nanoseconds of the world; {@link
 *     Long#MIN_VALUE} if never
 */
record Circumstances(boolean clocksAreRight, boolean poolsDiffer, long poolsChanged) {
    /** Nothing has been wrong so far. */
    static final Circumstances USUAL = new Circumstances(true, false, Long.MIN_VALUE);

    /** The same with wall clocks that may be wrong from now on. */
    Circumstances withWrongClocks() {
        return new Circumstances(false, poolsDiffer, poolsChanged);
    }

    /** The same when pools begin or cease to differ at {@code now} (nanoseconds of the world). */
    Circumstances withPools(boolean differ, long now) {
        return new Circumstances(clocksAreRight, differ, now);
    }

    /**
     * True if what a server decided at {@code decided} (nanoseconds of the world) may be because of
     * its pools: what it decided while they differed is heard of later.
     */
    boolean isPerhapsByOtherPools(long decided) {
        return poolsDiffer || decided <= poolsChanged;
    }
}
