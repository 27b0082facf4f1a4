package io.tandem6.server.ha;

import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.server.ha.HaState.Accord;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which state follows which: the rules of all modes in one place. They look at nothing but the own
 * state, what is known of the partner, and the time.
 *
 * <p>First some checks, in this order: a pause holds the server where it is; a backup server and a
 * server with nothing but backups have a state of their own; servers whose clocks or leases
 * contradict each other part; a partner that runs in another mode is waited for. Then the table
 * decides.
 */
final class TransitionTable {
    /** Skew above which the servers part. */
    private static final long CLOCK_SKEW_SECONDS_MAX = 60;

    /** How long a waiting server gives a partner to recover from its termination. */
    private static final Duration TERMINATED_PARTNER_GRACE = Duration.ofMinutes(10);

    /** The columns of the table: what is known of the partner, in this order. */
    private enum Column {
        WAITING,
        SYNCING,
        READY,
        NORMAL,
        RECOVERY,
        DOWN,
        IN_MAINTENANCE,
        PARTNER_IN_MAINTENANCE,
        TERMINATED,
        UNAVAILABLE,
        OTHER
    }

    /** The cells of the table. "normal" is hot-standby or load-balancing, as the mode has it. */
    enum Rule {
        /** Stay. */
        STAY,
        /** On to syncing; to ready if leases are not to be fetched. */
        GO,
        /** The same, but the primary alone; the other waits for it. */
        GO_1ST,
        /** Fetch the partner's leases, then to ready. */
        SYNC,
        /** To normal, or to waiting if the partner served clients that this server knows not of. */
        NORM_WAIT,
        /**
         * The same, if that helps: to waiting only where leases are fetched. Kea goes to normal in
         * any case, and what its partner granted since the leases were fetched stays unknown to it.
         */
        NORM_SYN,
        /** The same, but the primary alone. */
        NORM_1ST,
        /** To normal as soon as both know all of each other. */
        NORM_REC,
        /** To waiting: the partner's leases are the newer ones. */
        WAIT,
        /** To partner-down if the partner counts as dead. */
        IF_DEAD,
        /** The same; until then to communication-recovery, if changes are kept for the partner. */
        DEAD_REC,
        /** To normal once the partner is up to date, while it is heard of. */
        RECOVER,
        /** To waiting while the partner is heard of, if it misses changes that are not kept. */
        LOST_WAIT,
        /** To waiting while the partner is heard of. */
        HRD_WAIT,
        /** To partner-down at once. */
        DOWN,
        /** To in-maintenance. */
        IN_MT,
        /** To partner-in-maintenance. */
        PRT_MT,
        /** To terminated. */
        TERM,
        /** The same, if the partner has been terminated for long. */
        TERM_LATE
    }

    /**
     * The server's own state, then a cell for each {@link Column}. States that only the operator or
     * a restart ends have no row.
     */
    private static final Map<ServerState, Map<Column, Rule>> TABLE =
            parse(
                    """
                    own \\ partner         waiting   syncing   ready     normal   recovery down in-mt. part-mt. terminated unavail. other
                    waiting                GO_1ST    STAY      GO        GO       GO       GO   GO     GO       TERM_LATE  IF_DEAD  STAY
                    syncing                SYNC      SYNC      SYNC      SYNC     SYNC     SYNC SYNC   SYNC     TERM       IF_DEAD  SYNC
                    ready                  STAY      STAY      NORM_1ST  NORM_SYN NORM_SYN STAY PRT_MT IN_MT    TERM       IF_DEAD  STAY
                    hot-standby            STAY      STAY      STAY      STAY     STAY     WAIT PRT_MT IN_MT    TERM       IF_DEAD  STAY
                    load-balancing         STAY      STAY      STAY      STAY     STAY     WAIT PRT_MT IN_MT    TERM       DEAD_REC STAY
                    communication-recovery LOST_WAIT LOST_WAIT LOST_WAIT RECOVER  RECOVER  WAIT PRT_MT IN_MT    TERM       IF_DEAD  HRD_WAIT
                    partner-down           STAY      STAY      NORM_WAIT STAY     WAIT     WAIT STAY   WAIT     TERM       STAY     STAY
                    partner-in-maintenance STAY      STAY      STAY      STAY     STAY     STAY STAY   STAY     STAY       DOWN     STAY
                    """);

    private TransitionTable() {}

    private static Map<ServerState, Map<Column, Rule>> parse(String text) {
        Map<ServerState, Map<Column, Rule>> table = new EnumMap<>(ServerState.class);
        for (String line : text.lines().skip(1).toList()) {
            List<String> words = List.of(line.split(" +"));
            if (words.size() != 1 + Column.values().length) {
                throw new IllegalArgumentException("a row of another length: " + line);
            }
            Map<Column, Rule> row = new EnumMap<>(Column.class);
            for (Column column : Column.values()) {
                row.put(column, Rule.valueOf(words.get(1 + row.size())));
            }
            table.put(ServerState.ofWireName(words.getFirst()).orElseThrow(), row);
        }
        return table;
    }

    /** What a server in {@code state} does at {@code at}. */
    static Verdict decide(HaState state, Moment at) {
        ServerState own = state.current();
        Map<Column, Rule> row = TABLE.get(own);
        if (row == null || state.paused()) {
            return Verdict.STAY;
        }
        if (own == ServerState.WAITING && state.settings().self().role() == Role.BACKUP) {
            return new Verdict.Move(ServerState.BACKUP, null);
        }
        if (own == ServerState.WAITING && state.settings().mode() == Mode.PASSIVE_BACKUP) {
            return new Verdict.Move(ServerState.PASSIVE_BACKUP, null);
        }
        HaNotice incompatibility = incompatibility(state, at);
        if (incompatibility != null) {
            return new Verdict.Move(ServerState.TERMINATED, incompatibility);
        }
        ServerState partner = state.partner().state();
        if (own != ServerState.PARTNER_IN_MAINTENANCE
                && partner != null
                && isOfAnotherMode(partner, state.settings().mode())) {
            return own == ServerState.WAITING
                    ? Verdict.STAY
                    : new Verdict.Move(
                            ServerState.WAITING, new HaNotice.PartnerStateInvalid(partner));
        }
        Rule rule = Objects.requireNonNull(row.get(column(partner)));
        return apply(
                state.continuous() ? continuous(own, column(partner), state.accord(), rule) : rule,
                state,
                at);
    }

    /**
     * Under an agreement of two Tandem6 servers nobody has to stop serving to learn what the other
     * one did, and no changes are kept elsewhere. A partner that has forgotten what it did counts
     * as down until it knows again.
     */
    private static Rule continuous(ServerState own, Column partner, Accord accord, Rule rule) {
        return switch (own) {
            case HOT_STANDBY, LOAD_BALANCING, COMMUNICATION_RECOVERY ->
                    switch (partner) {
                        case WAITING, SYNCING ->
                                accord == Accord.PARTNER_FORGETFUL ? Rule.DOWN : Rule.STAY;
                        case DOWN, READY, OTHER -> Rule.STAY;
                        case NORMAL,
                                RECOVERY,
                                UNAVAILABLE,
                                IN_MAINTENANCE,
                                PARTNER_IN_MAINTENANCE,
                                TERMINATED ->
                                rule;
                    };
            case PARTNER_DOWN ->
                    switch (partner) {
                        case NORMAL, RECOVERY, DOWN -> Rule.NORM_REC;
                        case WAITING,
                                SYNCING,
                                READY,
                                IN_MAINTENANCE,
                                PARTNER_IN_MAINTENANCE,
                                TERMINATED,
                                UNAVAILABLE,
                                OTHER ->
                                rule;
                    };
            case WAITING,
                    SYNCING,
                    READY,
                    PARTNER_IN_MAINTENANCE,
                    IN_MAINTENANCE,
                    TERMINATED,
                    BACKUP,
                    PASSIVE_BACKUP,
                    UNAVAILABLE ->
                    rule;
        };
    }

    /**
     * Where there is an agreement durations are told, and each conflict has a winner. Where there
     * is to be one all leases will be told like that.
     */
    private static @Nullable HaNotice incompatibility(HaState state, Moment at) {
        if (state.accord() != Accord.NONE) {
            return null;
        }
        long skew = state.partner().clockSkewSeconds();
        if (Math.abs(skew) > CLOCK_SKEW_SECONDS_MAX) {
            return new HaNotice.ClockSkewTerminates(skew);
        }
        if (state.rejections().reach(state.settings().maxRejectedLeaseUpdates(), at)) {
            return new HaNotice.RejectionsTerminate(state.rejections().count(at));
        }
        return null;
    }

    private static boolean isOfAnotherMode(ServerState partner, Mode mode) {
        return switch (partner) {
            case HOT_STANDBY -> mode != Mode.HOT_STANDBY;
            case LOAD_BALANCING, COMMUNICATION_RECOVERY -> mode != Mode.LOAD_BALANCING;
            case WAITING,
                    SYNCING,
                    READY,
                    PARTNER_DOWN,
                    PARTNER_IN_MAINTENANCE,
                    IN_MAINTENANCE,
                    TERMINATED,
                    BACKUP,
                    PASSIVE_BACKUP,
                    UNAVAILABLE ->
                    false;
        };
    }

    private static Column column(@Nullable ServerState partner) {
        return switch (partner) {
            case null -> Column.OTHER;
            case WAITING -> Column.WAITING;
            case SYNCING -> Column.SYNCING;
            case READY -> Column.READY;
            case HOT_STANDBY, LOAD_BALANCING -> Column.NORMAL;
            case COMMUNICATION_RECOVERY -> Column.RECOVERY;
            case PARTNER_DOWN -> Column.DOWN;
            case IN_MAINTENANCE -> Column.IN_MAINTENANCE;
            case PARTNER_IN_MAINTENANCE -> Column.PARTNER_IN_MAINTENANCE;
            case TERMINATED -> Column.TERMINATED;
            case UNAVAILABLE -> Column.UNAVAILABLE;
            case BACKUP, PASSIVE_BACKUP -> Column.OTHER;
        };
    }

    private static Verdict apply(Rule rule, HaState state, Moment at) {
        boolean primary = state.settings().self().role() == Role.PRIMARY;
        ServerState ahead = state.settings().syncLeases() ? ServerState.SYNCING : ServerState.READY;
        return switch (rule) {
            case STAY -> Verdict.STAY;
            case GO -> moveTo(ahead);
            case GO_1ST -> primary ? moveTo(ahead) : Verdict.STAY;
            case SYNC -> new Verdict.Synchronize();
            case NORM_1ST -> primary ? toNormalIfUpToDate(state) : Verdict.STAY;
            case NORM_SYN -> toNormalIfUpToDate(state);
            case NORM_WAIT -> moveTo(isOutdated(state) ? ServerState.WAITING : normal(state));
            case NORM_REC -> state.reconciled() ? moveTo(normal(state)) : Verdict.STAY;
            case WAIT -> moveTo(ServerState.WAITING);
            case IF_DEAD ->
                    state.isPartnerFailed(at) ? moveTo(ServerState.PARTNER_DOWN) : Verdict.STAY;
            case DEAD_REC -> lostFromSight(state, at);
            case RECOVER -> recover(state, at);
            case LOST_WAIT -> state.recovery().overflowed() ? waitIfHeard(state, at) : Verdict.STAY;
            case HRD_WAIT -> waitIfHeard(state, at);
            case DOWN -> moveTo(ServerState.PARTNER_DOWN);
            case IN_MT -> moveTo(ServerState.IN_MAINTENANCE);
            case PRT_MT -> moveTo(ServerState.PARTNER_IN_MAINTENANCE);
            case TERM -> moveTo(ServerState.TERMINATED);
            case TERM_LATE ->
                    at.millisSince(state.partner().stateSince())
                                    >= TERMINATED_PARTNER_GRACE.toMillis()
                            ? new Verdict.Move(
                                    ServerState.TERMINATED, new HaNotice.PartnerStaysTerminated())
                            : Verdict.STAY;
        };
    }

    private static Verdict lostFromSight(HaState state, Moment at) {
        if (state.isPartnerFailed(at)) {
            return moveTo(ServerState.PARTNER_DOWN);
        }
        return state.settings().delayedUpdatesLimit() > 0
                ? moveTo(ServerState.COMMUNICATION_RECOVERY)
                : Verdict.STAY;
    }

    private static Verdict recover(HaState state, Moment at) {
        if (state.isInterrupted(at) || state.recovery().attempt() != Recovery.Attempt.NONE) {
            return Verdict.STAY;
        }
        return state.recovery().owesUpdates() ? new Verdict.Recover() : moveTo(normal(state));
    }

    private static Verdict waitIfHeard(HaState state, Moment at) {
        return state.isInterrupted(at) ? Verdict.STAY : moveTo(ServerState.WAITING);
    }

    private static Verdict toNormalIfUpToDate(HaState state) {
        boolean outdated = state.settings().syncLeases() && isOutdated(state);
        return moveTo(outdated ? ServerState.WAITING : normal(state));
    }

    private static boolean isOutdated(HaState state) {
        return !state.continuous() && state.partner().hasNewUnsentUpdates();
    }

    private static Verdict moveTo(ServerState target) {
        return new Verdict.Move(target, null);
    }

    private static ServerState normal(HaState state) {
        return switch (state.settings().mode()) {
            case HOT_STANDBY -> ServerState.HOT_STANDBY;
            case LOAD_BALANCING -> ServerState.LOAD_BALANCING;
            case PASSIVE_BACKUP -> ServerState.PASSIVE_BACKUP;
        };
    }

    /** What the rules say. */
    sealed interface Verdict {
        /** The only one of its kind. */
        Verdict STAY = new Stay();

        /** Nothing changes. */
        record Stay() implements Verdict {}

        /** The partner's leases are to be fetched now. */
        record Synchronize() implements Verdict {}

        /** The partner is to be brought up to date now. */
        record Recover() implements Verdict {}

        /**
         * Another state.
         *
         * @param target which
         * @param reason what the operator should know of it, if it is out of the ordinary
         */
        record Move(ServerState target, @Nullable HaNotice reason) implements Verdict {}
    }
}
