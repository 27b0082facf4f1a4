package io.tandem6.server.peer;

import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState.Accord;

/** Tells the state machine, and whoever waits, how far the two servers know of each other. */
final class AccordWatch {
    private final Bond bond;
    private final Reconciliation reconciliation;
    private Accord told = Accord.NONE;

    AccordWatch(Bond bond, Reconciliation reconciliation) {
        this.bond = bond;
        this.reconciliation = reconciliation;
    }

    /** To be called whenever that may have changed. */
    void look() {
        if (bond.contact().isUp() && bond.isDrained()) {
            bond.account()
                    .resynchronized()
                    .ifPresent(
                            all ->
                                    bond.log().log(
                                            HaMessage.TANDEM6_RESYNCHRONIZED,
                                            bond.partner(),
                                            all.leases(),
                                            all.millis()));
        }
        Accord accord = accord();
        if (accord != told) {
            told = accord;
            Relationship relationship = bond.relationship();
            relationship.handle(new HaEvent.AccordChanged(relationship.moment(), accord));
        }
        if (accord == Accord.RECONCILED) {
            reconciliation.end(true);
        }
    }

    /**
     * What is about to be on disk counts for what a server does, though not for what it promises.
     */
    private Accord accord() {
        if (!reconciles()) {
            return bond.handshake().partner().isTandem6s() ? Accord.OFFERED : Accord.NONE;
        }
        if (bond.handshake().memory().partnerBehind() != 0) {
            return Accord.PARTNER_FORGETFUL;
        }
        return isReconciled() ? Accord.RECONCILED : Accord.IN_FORCE;
    }

    /** Both servers know all of each other. */
    boolean isReconciled() {
        Handshake handshake = bond.handshake();
        return handshake.isInForce()
                && bond.isInTouch()
                && bond.isDrained()
                && handshake.isPartnerThrough();
    }

    /**
     * True if both servers have confirmed an agreement, even if this one has yet to write that to
     * disk, or if this one has forgotten it: what it lacks is told to it by the partner.
     */
    boolean reconciles() {
        return bond.handshake().memory().isInForce() || bond.handshake().memory().behind();
    }
}
