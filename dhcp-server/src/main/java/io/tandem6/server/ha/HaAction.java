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

    /** Send the partner the changes that are kept for it; the outcome is an event. */
    record SendBacklog() implements HaAction {}

    /** Forget them, and stop sending them; no event must follow. */
    record DropBacklog() implements HaAction {}

    /** Have the partner start over; the outcome is an event. */
    record ResetPartner() implements HaAction {}

    /**
     * Tell the partner that this server takes over from it, or no longer does; its answer is an
     * event. The partner must not hear of it twice.
     *
     * @param cancel no longer
     * @param state the state this server is in, or the one it returns to
     */
    record NotifyMaintenance(boolean cancel, ServerState state) implements HaAction {}

    /**
     * Use what the partner owned, where two Tandem6 servers own one half each: it has stepped back,
     * and said so.
     */
    record TakeOver() implements HaAction {}

    /**
     * Tell the operator.
     *
     * @param notice what
     */
    record Report(HaNotice notice) implements HaAction {}
}
