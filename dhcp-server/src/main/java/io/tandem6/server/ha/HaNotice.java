package io.tandem6.server.ha;

import org.jspecify.annotations.Nullable;

/** Something the operator wants to know. */
public sealed interface HaNotice {
    /**
     * The server is in another state now.
     *
     * @param from the state it left
     * @param to the state it is in
     * @param partner the partner's last known state, null if none
     */
    record StateChanged(ServerState from, ServerState to, @Nullable ServerState partner)
            implements HaNotice {}

    /**
     * The server stays in a state until the operator says otherwise.
     *
     * @param state which
     */
    record Paused(ServerState state) implements HaNotice {}

    /**
     * The operator said so.
     *
     * @param state the state that may be left again
     */
    record Continued(ServerState state) implements HaNotice {}

    /** The partner has been silent for longer than the configuration allows. */
    record CommunicationInterrupted() implements HaNotice {}

    /**
     * The clocks of the servers differ.
     *
     * @param seconds by which the partner's is ahead
     */
    record ClockSkewHigh(long seconds) implements HaNotice {}

    /**
     * The clocks differ by so much that the servers cannot work together.
     *
     * @param seconds by which the partner's is ahead
     */
    record ClockSkewTerminates(long seconds) implements HaNotice {}

    /**
     * The partner refused so many leases that the servers cannot work together.
     *
     * @param clients whose leases it refused
     */
    record RejectionsTerminate(long clients) implements HaNotice {}

    /**
     * The partner is in a state that does not exist in this server's mode.
     *
     * @param state which
     */
    record PartnerStateInvalid(ServerState state) implements HaNotice {}

    /** The partner was terminated when this server started, and has not been restarted since. */
    record PartnerStaysTerminated() implements HaNotice {}

    /** There are more changes than may be kept for the partner. */
    record BacklogOverflowed() implements HaNotice {}

    /** The partner does not answer, and is taken to be down for maintenance. */
    record MaintenanceWithoutPartner() implements HaNotice {}
}
