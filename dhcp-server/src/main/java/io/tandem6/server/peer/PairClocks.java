package io.tandem6.server.peer;

import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ClockJump;
import io.tandem6.server.continuity.ClockOffset;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.WallClock;
import io.tandem6.server.continuity.WallSkew;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How this server's clocks stand to its partner's, and whether a wall clock was set. Event loop
 * only.
 */
final class PairClocks {
    /** Times that are told then differ by a second, and by another one since they are rounded. */
    private static final long ERROR_MILLIS_MAX = 500;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final EventLoop loop;
    private final MemoryKeeper keeper;
    private final EventLog log;
    private final WallClock wallClock;
    private @Nullable ClockOffset offset;
    private long offsetOf;
    private boolean skewCompared;
    private long setAhead;

    PairClocks(EventLoop loop, MemoryKeeper keeper, EventLog log) {
        this.loop = loop;
        this.keeper = keeper;
        this.log = log;
        this.wallClock = new WallClock(loop.now().toEpochMilli(), nowMillis());
    }

    /** To be called often: how the wall clock has jumped since the last time, if it did. */
    Optional<ClockJump> jump() {
        long jump = wallClock.jumpedSeconds(loop.now().toEpochMilli(), nowMillis());
        return hasJumped(jump)
                ? Optional.of(new ClockJump(jump, loop.epochSecond()))
                : Optional.empty();
    }

    private boolean hasJumped(long jump) {
        if (jump != 0) {
            log.log(HaMessage.TANDEM6_CLOCK_JUMPED, jump);
            keeper.keep(keeper.wanted().jumped(jump));
            keeper.beat();
        }
        return jump != 0;
    }

    /** The answer to a question that was sent at {@code sentNanos} compares the clocks. */
    void compare(Greeting greeting, long sentNanos) {
        ClockOffset found =
                ClockOffset.of(
                        sentNanos / 1_000_000,
                        greeting.monotonicMillis(),
                        loop.nanoTimeWithSuspend() / 1_000_000);
        ClockOffset known = offset;
        offset = known != null && greeting.incarnation() == offsetOf ? known.or(found) : found;
        offsetOf = greeting.incarnation();
        compareWallClocks(
                WallSkew.of(
                        loop.now().toEpochMilli(),
                        greeting.epochMillis(),
                        (loop.nanoTimeWithSuspend() - sentNanos) / 1_000_000));
    }

    private void compareWallClocks(WallSkew found) {
        OptionalLong known = keeper.wanted().skew();
        if (!skewCompared && known.isPresent() && found.showsJump(known.getAsLong())) {
            setAhead = found.jumpedSeconds(known.getAsLong());
            hasJumped(setAhead);
        } else if (!found.isCertain()) {
            return;
        }
        skewCompared = true;
        keeper.keep(keeper.wanted().withSkew(found));
    }

    /**
     * Once, if one of the wall clocks was set while this server was off: the jump of its own that
     * this looks like.
     */
    Optional<ClockJump> setWhileOff() {
        long seconds = setAhead;
        setAhead = 0;
        return seconds == 0
                ? Optional.empty()
                : Optional.of(new ClockJump(seconds, loop.epochSecond()));
    }

    /**
     * True if the partner's clock is known well enough, or there was time enough to ask for it.
     *
     * @param upSinceNanos since when the partner answers
     */
    boolean isPartnerKnown(long upSinceNanos) {
        ClockOffset known = offset;
        return known != null
                && (!isRough() || loop.nanoTimeWithSuspend() - upSinceNanos > WAIT.toNanos());
    }

    /** True if what the partner tells of times may be wrong by more than leases may differ. */
    boolean isRough() {
        ClockOffset known = offset;
        return known == null || known.errorMillis() > ERROR_MILLIS_MAX;
    }

    /**
     * How long ago something was that happened at an instant of the partner's monotonic clock, if
     * known: at least so long, since no lease must end too early.
     */
    OptionalLong millisSince(long partnersMillis) {
        ClockOffset known = offset;
        return known == null
                ? OptionalLong.empty()
                : OptionalLong.of(nowMillis() - known.toOwn(partnersMillis) - known.errorMillis());
    }

    private long nowMillis() {
        return loop.nanoTimeWithSuspend() / 1_000_000;
    }
}
