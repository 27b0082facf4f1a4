package io.tandem6.simulator.fault;

import static io.tandem6.simulator.fault.FaultKind.*;

import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A choice of faults. */
public enum Profile {
    /** One thing goes wrong at a time, and never the way between the servers alone. */
    SINGLE(
            Pace.ONE_AT_A_TIME,
            EnumSet.of(
                    LOSS,
                    DELAY,
                    DUPLICATION,
                    PEER_DELAY,
                    CRASH,
                    HOST_DOWN,
                    CRASH_UNSYNCED,
                    SLOW_DISK,
                    PAUSE,
                    RELOAD,
                    MAINTENANCE,
                    MAINTENANCE_CANCELLED)),
    /** Servers come back under bad conditions. */
    RECOVERY(
            Pace.ONE_AT_A_TIME,
            EnumSet.of(RESTART_SLOWLY, BOTH_CRASH, CRASH_UNSYNCED, MAINTENANCE, PEER_DELAY, LOSS)),
    /** The way between the servers is never cut, but so slow that commands are given up. */
    CRAWL(Pace.ONE_AT_A_TIME, EnumSet.of(PEER_CRAWL, CRASH, RESTART_SLOWLY, RELOAD)),
    /** The servers lose sight of each other. */
    PARTITION(
            Pace.ONE_AT_A_TIME,
            EnumSet.of(
                    FaultKind.PARTITION,
                    PARTITION_WITH_CLIENTS,
                    ONE_WAY_PARTITION,
                    UNREACHABLE_BY_CLIENTS,
                    RESTART_WHILE_PARTED,
                    PEER_CRAWL,
                    PEER_LOSS,
                    ANSWERS_LOST,
                    SUSPEND,
                    LONG_PAUSE)),
    /** Disks fail. */
    DISKS(
            Pace.ONE_AT_A_TIME,
            EnumSet.of(SLOW_DISK, FULL_DISK, CRASH_UNSYNCED, ROLLBACK, DISK_LOST, CRASH)),
    /** Clocks are wrong. */
    CLOCKS(Pace.ONE_AT_A_TIME, EnumSet.of(CLOCK_SKEW, CLOCK_JUMP, CRASH, PAUSE, SUSPEND, LOSS)),
    /** Operators type. */
    OPERATORS(
            Pace.ONE_AT_A_TIME,
            EnumSet.of(
                    RELOAD,
                    RECONFIGURE,
                    RECONFIGURE_POOLS,
                    RECONFIGURE_CONTINUITY,
                    MAINTENANCE,
                    MAINTENANCE_CANCELLED,
                    HA_SYNC,
                    HA_RESET,
                    HA_SCOPES,
                    DOWN_CONFIRMED,
                    DHCP_DISABLE,
                    LEASE_DELETE,
                    LEASE_ADD,
                    LEASE_FORCE,
                    LEASE_UPDATE,
                    LEASE_WIPE)),
    /** When a server comes back something else goes wrong: an answer is lost, somebody types. */
    RETURN(Pace.IN_PAIRS, EnumSet.allOf(FaultKind.class)),
    /** Everything, several things at a time. */
    ALL(Pace.AT_ONCE, EnumSet.allOf(FaultKind.class));

    private enum Pace {
        /** All is well before the next fault begins. */
        ONE_AT_A_TIME,
        /** A server is away or alone, and the next fault begins about when that is over. */
        IN_PAIRS,
        /** Faults overlap. */
        AT_ONCE
    }

    private static final long FIRST = 200;
    private static final long LONGEST = 900;

    /** Nothing fits here after so many attempts. */
    private static final int PATIENCE = 100;

    /** Seconds after which two servers that can reach each other have done so. */
    private static final long MEETING = 30;

    /** In one of them a server goes without its partner for so long that all promises end. */
    private static final Set<FaultKind> PARTING =
            EnumSet.of(
                    FaultKind.PARTITION,
                    PARTITION_WITH_CLIENTS,
                    RESTART_WHILE_PARTED,
                    CRASH,
                    HOST_DOWN,
                    DISK_LOST,
                    ROLLBACK,
                    DOWN_CONFIRMED,
                    MAINTENANCE,
                    BOTH_CRASH,
                    RESTART_SLOWLY);

    /** The second fault of a pair begins between so long before the end of the first and after. */
    private static final long BEFORE_RETURN = 20;

    private static final long AFTER_RETURN = 15;

    private final Pace pace;

    @SuppressWarnings("ImmutableEnumChecker") // Never changed and never shown but as a copy.
    private final Set<FaultKind> kinds;

    Profile(Pace pace, Set<FaultKind> kinds) {
        this.pace = pace;
        this.kinds = kinds;
    }

    /**
     * True if both servers of a load-balancing pair may have the same pools, which Kea advises
     * against: two of their updates can cross.
     */
    public boolean mayShare() {
        return this != SINGLE;
    }

    /** The one with this name in lower case. */
    public static Optional<Profile> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }

    /** What users type. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What can go wrong in it. */
    public Set<FaultKind> kinds() {
        return Set.copyOf(kinds);
    }

    /**
     * What goes wrong in one world, in order; all of it is over at {@code endSeconds}.
     *
     * @param settings of the servers, which say what is long
     */
    public List<Fault> plan(PairSettings settings, long endSeconds, RandomGenerator random) {
        List<FaultKind> choice = kinds.stream().sorted().toList();
        List<FaultKind> parting = choice.stream().filter(PARTING::contains).toList();
        List<Fault> plan = new ArrayList<>();
        int longOne = random.nextInt(3);
        long begin = FIRST;
        int rejected = 0;
        while (true) {
            boolean isFirst = pace == Pace.IN_PAIRS && plan.size() % 2 == 0;
            boolean isLong =
                    (pace == Pace.IN_PAIRS
                                    ? isFirst && plan.size() / 2 == longOne
                                    : plan.size() == longOne)
                            && !parting.isEmpty();
            FaultKind kind = isFirst || isLong ? one(parting, random) : one(choice, random);
            long length = length(kind, settings, random);
            if (isLong) {
                length = Math.max(length, settings.promiseSeconds() + random.nextLong(40, 90));
            }
            if (isHopeless(kind, begin, length, plan)) {
                if (++rejected % PATIENCE == 0) {
                    begin += random.nextLong(30, 400);
                }
                continue;
            }
            plan.add(
                    new Fault(
                            kind,
                            random.nextInt(2),
                            begin * Timeline.SECOND + random.nextLong(Timeline.SECOND),
                            length * Timeline.SECOND,
                            random.nextLong()));
            long normal = Recovery.normalAfter(plan, settings);
            if (normal > endSeconds + Recovery.plain(settings)) {
                plan.removeLast();
                return List.copyOf(plan);
            }
            begin =
                    switch (pace) {
                        case ONE_AT_A_TIME -> normal + random.nextLong(120);
                        case IN_PAIRS ->
                                isFirst
                                        ? begin + untilReturn(length, random)
                                        : normal + random.nextLong(120);
                        case AT_ONCE -> begin + random.nextLong(30, 400);
                    };
        }
    }

    private static long untilReturn(long length, RandomGenerator random) {
        return Math.max(1, length + random.nextLong(-BEFORE_RETURN, AFTER_RETURN));
    }

    /**
     * True if a server would come back without knowing what has become of its promises, and have
     * nobody to tell it: what it does then nobody can judge.
     */
    private static boolean isHopeless(FaultKind kind, long begin, long length, List<Fault> before) {
        long end = begin + length;
        return before.stream()
                .anyMatch(
                        f -> {
                            long otherBegin = f.begin() / Timeline.SECOND;
                            long otherEnd = (f.begin() + f.length()) / Timeline.SECOND;
                            boolean overlaps = otherBegin < end + MEETING && begin < otherEnd;
                            return (overlaps
                                            && (f.kind().startsAlone() || kind.startsAlone())
                                            && (f.kind().needsPartner() || kind.needsPartner()))
                                    || (kind.needsPartner()
                                            && f.kind().hides()
                                            && otherBegin < end + MEETING
                                            && otherEnd + MEETING > end)
                                    || (kind.hides()
                                            && f.kind().needsPartner()
                                            && begin < otherEnd + MEETING
                                            && end + MEETING > otherEnd);
                        });
    }

    private static FaultKind one(List<FaultKind> choice, RandomGenerator random) {
        return choice.get(random.nextInt(choice.size()));
    }

    private static long length(FaultKind kind, PairSettings settings, RandomGenerator random) {
        long silence = settings.maxResponseDelaySeconds();
        return switch (kind) {
            case PAUSE -> random.nextLong(1, Math.max(2, silence / 2));
            case LONG_PAUSE, SUSPEND -> random.nextLong(silence, 4 * silence);
            case RELOAD,
                    HA_SYNC,
                    HA_RESET,
                    LEASE_DELETE,
                    LEASE_ADD,
                    LEASE_FORCE,
                    LEASE_UPDATE,
                    LEASE_WIPE ->
                    5;
            case LOSS,
                    DELAY,
                    DUPLICATION,
                    PEER_DELAY,
                    PEER_CRAWL,
                    PEER_LOSS,
                    SLOW_DISK,
                    FULL_DISK,
                    UNREACHABLE_BY_CLIENTS,
                    ANSWERS_LOST,
                    DHCP_DISABLE,
                    RECONFIGURE,
                    RECONFIGURE_POOLS,
                    RECONFIGURE_CONTINUITY,
                    MAINTENANCE,
                    MAINTENANCE_CANCELLED,
                    HA_SCOPES,
                    CLOCK_SKEW,
                    CLOCK_JUMP ->
                    random.nextLong(30, LONGEST / 2);
            case PARTITION,
                    PARTITION_WITH_CLIENTS,
                    ONE_WAY_PARTITION,
                    CRASH,
                    RESTART_SLOWLY,
                    BOTH_CRASH,
                    HOST_DOWN,
                    CRASH_UNSYNCED,
                    ROLLBACK,
                    DISK_LOST,
                    DOWN_CONFIRMED,
                    RESTART_WHILE_PARTED ->
                    random.nextLong(5, LONGEST);
        };
    }
}
