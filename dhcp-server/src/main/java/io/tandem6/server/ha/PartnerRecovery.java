package io.tandem6.server.ha;

import io.tandem6.server.ha.Recovery.Attempt;

/**
 * Brings a load-balancing partner that was out of reach up to date: with the changes that were kept
 * for it, or, where that is not possible, by having both servers start over. What is kept stays
 * until one of the two has come about.
 */
final class PartnerRecovery {
    private PartnerRecovery() {}

    /** A change is kept for the partner, or cannot be. */
    static void queued(Step step, boolean overflowed) {
        if (step.current != ServerState.COMMUNICATION_RECOVERY) {
            return;
        }
        if (overflowed && !step.recovery.overflowed()) {
            step.report(new HaNotice.BacklogOverflowed());
        }
        step.recovery = step.recovery.queued(overflowed);
    }

    /** The partner can be reached again. */
    static void begin(Step step) {
        if (step.recovery.overflowed()) {
            resetPartner(step);
        } else {
            step.recovery = step.recovery.attempting(Attempt.SENDING);
            step.act(new HaAction.SendBacklog());
        }
    }

    /** It took the changes that were kept for it, or did not: then it must start over. */
    static void backlogFinished(Step step, boolean successful) {
        if (step.recovery.attempt() != Attempt.SENDING) {
            return;
        }
        if (successful) {
            step.recovery = Recovery.NONE;
            step.evaluate();
        } else {
            resetPartner(step);
        }
    }

    private static void resetPartner(Step step) {
        step.recovery = step.recovery.attempting(Attempt.RESETTING);
        step.act(new HaAction.ResetPartner());
    }

    /** It starts over, and so does this server; without it nothing would be gained. */
    static void partnerResetFinished(Step step, boolean successful) {
        if (step.recovery.attempt() != Attempt.RESETTING) {
            return;
        }
        step.recovery = step.recovery.attempting(Attempt.NONE);
        if (successful) {
            step.enter(ServerState.WAITING);
            step.evaluate();
        }
    }

    /**
     * The server enters {@code target}. A partner that did not get the changes kept for it has
     * missed updates, as its heartbeats tell it. Maintenance may lead back: then what was kept is
     * missing.
     */
    static void entering(Step step, ServerState target) {
        if (step.current == ServerState.COMMUNICATION_RECOVERY && step.recovery.owesUpdates()) {
            step.countUnsentUpdate();
            step.act(new HaAction.DropBacklog());
        }
        step.recovery =
                switch (target) {
                    case COMMUNICATION_RECOVERY, IN_MAINTENANCE, PARTNER_IN_MAINTENANCE ->
                            step.recovery.withoutBacklog();
                    case WAITING,
                            SYNCING,
                            READY,
                            HOT_STANDBY,
                            LOAD_BALANCING,
                            PARTNER_DOWN,
                            TERMINATED,
                            BACKUP,
                            PASSIVE_BACKUP,
                            UNAVAILABLE ->
                            Recovery.NONE;
                };
    }
}
