package io.tandem6.server.ha;

import io.tandem6.server.ha.HaState.Heartbeat;

/**
 * When the next heartbeat is sent: {@code heartbeat-delay} after the one before, soon where the
 * service waits for its answer, at once where a decision does, and never where the delay is 0. Not
 * more than one is planned at a time.
 */
final class HeartbeatPace {
    /** A partner that has fetched the leases is ready as soon as it has heard our answer. */
    private static final long READY_PARTNER_DELAY_MILLIS = 100;

    private HeartbeatPace() {}

    /** Plans or calls off the next one as the state reached has it. */
    static void plan(Step step) {
        if (!isWanted(step)) {
            callOff(step);
        } else if (step.heartbeat == Heartbeat.IDLE) {
            step.heartbeat = Heartbeat.SCHEDULED;
            step.act(new HaAction.ScheduleHeartbeat(delayMillis(step)));
        }
    }

    private static boolean isWanted(Step step) {
        return step.current.sendsHeartbeats()
                && !step.synchronizing
                && step.settings.partner().isPresent()
                && isKept(step);
    }

    /** False if the configuration has no heartbeats. */
    static boolean isKept(Step step) {
        return step.settings.heartbeatDelayMillis() > 0;
    }

    private static long delayMillis(Step step) {
        long delay = step.settings.heartbeatDelayMillis();
        return step.syncedByPartner ? Math.min(READY_PARTNER_DELAY_MILLIS, delay) : delay;
    }

    private static void callOff(Step step) {
        if (step.heartbeat == Heartbeat.SCHEDULED) {
            step.heartbeat = Heartbeat.IDLE;
            step.act(new HaAction.CancelHeartbeat());
        }
    }

    /** Sends the one that was planned. */
    static void due(Step step) {
        if (step.heartbeat == Heartbeat.SCHEDULED) {
            send(step);
        }
    }

    /** Sends one at once, unless the answer to one is awaited. */
    static void askAtOnce(Step step) {
        if (step.heartbeat != Heartbeat.AWAITED) {
            callOff(step);
            send(step);
        }
    }

    private static void send(Step step) {
        step.heartbeat = Heartbeat.AWAITED;
        step.act(new HaAction.SendHeartbeat());
    }

    /**
     * One has come to its end, and with it the wait for a partner that has fetched the leases,
     * unless the partner is not that far yet or the heartbeat is older than its notification: to
     * serve then would make leases that the partner does not know.
     */
    static void ended(Step step, boolean partnerIsNotReadyYet) {
        boolean overtaken = step.heartbeat == Heartbeat.OVERTAKEN;
        step.heartbeat = Heartbeat.IDLE;
        if (!overtaken && !partnerIsNotReadyYet) {
            step.syncedByPartner = false;
        }
    }

    /**
     * The partner has fetched the leases; whether it is ready is asked soon. A server that never
     * asks would wait for ever.
     */
    static void awaitReadyPartner(Step step) {
        if (!isKept(step)) {
            return;
        }
        step.syncedByPartner = true;
        if (step.heartbeat == Heartbeat.AWAITED) {
            step.heartbeat = Heartbeat.OVERTAKEN;
        } else {
            callOff(step);
        }
    }
}
