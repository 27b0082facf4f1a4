package io.tandem6.server.peer;

import io.tandem6.server.continuity.ClockJump;

/** Notices that a clock was set, and has leases end when they would have ended otherwise. */
final class JumpWatch {
    private final Bond bond;
    private final LeaseShift shift;
    private final Runnable changed;

    /**
     * Has noticed nothing yet.
     *
     * @param changed looks at what may be promised from then on
     */
    JumpWatch(Bond bond, Runnable changed) {
        this.bond = bond;
        this.changed = changed;
        this.shift =
                new LeaseShift(
                        bond.loop(),
                        bond.with().leases(),
                        bond.with().writer(),
                        bond.outstanding(),
                        this::clockIsRightAgain);
    }

    /** True while some leases may seem to be over before they are. */
    boolean isShifting() {
        return shift.isUnderWay();
    }

    /** What was told meanwhile, before the jump was noticed, was told by the wrong clock. */
    private void clockIsRightAgain() {
        if (bond.account().isKept()) {
            bond.account().beginAgain();
        }
    }

    /** Looks whether this server's clock has jumped. */
    void look() {
        bond.handshake()
                .clocks()
                .jump()
                .filter(jump -> bond.account().isKept())
                .ifPresent(
                        jump -> {
                            shift.begin(jump);
                            changed.run();
                        });
    }

    /** Looks whether a clock was set while this server was off. */
    void lookBack() {
        bond.handshake()
                .clocks()
                .setWhileOff()
                .filter(jump -> bond.account().isKept())
                .ifPresent(this::clockWasSetWhileOff);
    }

    /**
     * Nobody knows which of the two clocks was set. If it was this one, ahead, leases here would be
     * over too early, so that they are moved; to last too long harms nobody. The partner is told
     * all of them in any case.
     */
    private void clockWasSetWhileOff(ClockJump jump) {
        if (jump.seconds() > 0) {
            shift.begin(jump);
        } else {
            bond.account().beginAgain();
        }
    }
}
