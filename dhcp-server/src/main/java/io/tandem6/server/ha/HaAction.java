package io.tandem6.server.ha;

/**
 * Something to do. Actions are to be done in order; none of them may be done before the new state
 * is in force.
 */
public sealed interface HaAction {
    /**
     * Raise {@link HaEvent.HeartbeatDue} after a while. There is never more than one such wait.
     *
     * @param delayMillis how long to wait
     */
    record ScheduleHeartbeat(long delayMillis) implements HaAction {}

    /** Stop that wait. */
    record CancelHeartbeat() implements HaAction {}

    /** Ask the partner for its state; its answer or silence is an event. */
    record SendHeartbeat() implements HaAction {}

    /** Fetch all of the partner's leases; the outcome is an event. */
    record StartSync() implements HaAction {}

    /** Stop fetching; no event must follow. */
    record AbandonSync() implements HaAction {}

    /**
     * Tell the operator.
     *
     * @param notice what
     */
    record Report(HaNotice notice) implements HaAction {}
}
