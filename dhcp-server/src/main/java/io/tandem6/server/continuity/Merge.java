package io.tandem6.server.continuity;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import org.jspecify.annotations.Nullable;

/**
 * What a server makes of its partner's word about one address. Between servers that keep to {@link
 * Rights} two clients are never at one address; for what operators and lost disks bring about there
 * is a winner that both servers find alike.
 */
public final class Merge {
    /** Two times that were told as durations can differ by so much and be the same. */
    private static final long SAME_SECONDS = 2;

    private Merge() {}

    /**
     * The situation.
     *
     * @param stored the lease here, null if there is none
     * @param told the partner's, in this server's time
     * @param unwanted no client has given it back: the partner says that it is over because its
     *     time is, or gives it up
     * @param forced an operator wants it so
     * @param crossed this server may have said something about the address at the same time
     * @param ended its client has given back here what the partner tells, which is no news
     * @param untold no client knows of what this server said then
     * @param owner this server owns the address
     * @param yields the partner has taken over everything, while this server was off
     * @param asks the partner asks whether it may give the address away
     * @param recovering this server has forgotten what it did before
     * @param recent ... but not this: the address has changed here since, and the partner does not
     *     know all of that
     * @param running the client of what is here may have it still, though its time is over
     * @param overlapped another client has what contains it here, or is contained in it
     * @param now Unix time in seconds
     */
    public record Case(
            @Nullable Lease stored,
            Lease told,
            boolean unwanted,
            boolean forced,
            boolean crossed,
            boolean ended,
            boolean untold,
            boolean owner,
            boolean yields,
            boolean asks,
            boolean recovering,
            boolean recent,
            boolean running,
            boolean overlapped,
            long now) {}

    /** What to do. */
    public enum Verdict {
        /** The partner's word counts. */
        TAKE,
        /** It says what is known here already. */
        KNOWN,
        /**
         * It says what was known here before the same client was heard once more, of which the
         * partner has yet to be told.
         */
        OVERTAKEN,
        /**
         * It counts, but the address stays taken until the lease that was here would end too, and
         * the partner has to be told what came of it.
         */
        TAKE_BOTH,
        /** What is here counts. */
        KEEP
    }

    /** Judges. */
    public static Verdict judge(Case c) {
        Lease stored = c.stored;
        if (c.forced && !hasRunOut(c)) {
            return Verdict.TAKE;
        }
        if (c.overlapped && c.told.isInUse(c.now) && !isExtension(c)) {
            return Verdict.KEEP;
        }
        if (c.recovering && mayBeForgotten(c)) {
            return Verdict.KEEP;
        }
        if (c.recovering && !c.recent) {
            return ofForgetful(c, stored);
        }
        if (stored == null) {
            return Verdict.TAKE;
        }
        return isSameHolder(stored, c.told) ? ofSameHolder(c, stored) : ofOthers(c, stored);
    }

    /**
     * True if an operator gave it to somebody whose time is over, as while the servers were parted.
     */
    private static boolean hasRunOut(Case c) {
        return c.told.state() == LeaseState.ASSIGNED && !c.told.isInUse(c.now);
    }

    /** True if its client has it here too: a refusal would not undo that another one does. */
    private static boolean isExtension(Case c) {
        return Holder.isStillSame(c.stored, c.told, c.now);
    }

    /** True if the partner asks for what this server may have given away and forgotten. */
    private static boolean mayBeForgotten(Case c) {
        return c.asks && c.owner && (c.stored == null || !isSameHolder(c.stored, c.told));
    }

    /** What a disk that went back still has may be over, but is no shorter because of that. */
    private static Verdict ofForgetful(Case c, @Nullable Lease stored) {
        if (stored == null) {
            return Verdict.TAKE;
        }
        if (isNoNews(stored, c.told)) {
            return Verdict.KNOWN;
        }
        return isOlderAndShorter(c.told, stored) || isFormerEnd(c.told, stored)
                ? Verdict.KEEP
                : Verdict.TAKE;
    }

    /** True if the client of what is here was heard after that end. */
    private static boolean isFormerEnd(Lease told, Lease stored) {
        return told.state() == LeaseState.EXPIRED_RECLAIMED
                && stored.state() == LeaseState.ASSIGNED
                && told.clientLastTransmission() + SAME_SECONDS < stored.clientLastTransmission();
    }

    private static boolean isSameHolder(Lease stored, Lease told) {
        return stored.bindingKey().equals(told.bindingKey())
                && stored.prefixLength() == told.prefixLength()
                && stored.state() != LeaseState.DECLINED
                && told.state() != LeaseState.DECLINED;
    }

    /**
     * Of what was said at the same time, what holds the address for longer is safe. What the
     * partner was known to have when the client gave it back was not said at the same time.
     */
    private static Verdict ofSameHolder(Case c, Lease stored) {
        if (c.unwanted && stored.isInUse(c.now) && !c.told.isInUse(c.now)) {
            return Verdict.KEEP;
        }
        if (isNoNews(stored, c.told)) {
            boolean older = c.told.clientLastTransmission() < stored.clientLastTransmission();
            return c.recent && older ? Verdict.OVERTAKEN : Verdict.KNOWN;
        }
        if (isOlderAndShorter(c.told, stored)) {
            return Verdict.KEEP;
        }
        if (!c.crossed) {
            return Verdict.TAKE;
        }
        boolean toldInUse = c.told.isInUse(c.now);
        boolean storedInUse = stored.isInUse(c.now);
        if (toldInUse != storedInUse) {
            // The partner may have ended it too since then, and has been told the end from here.
            return toldInUse && !c.ended ? Verdict.TAKE_BOTH : Verdict.KEEP;
        }
        long longer = c.told.expire() - stored.expire();
        if (toldInUse) {
            return longer >= 0
                    ? Verdict.TAKE
                    : longer >= -SAME_SECONDS ? Verdict.KNOWN : Verdict.KEEP;
        }
        return c.owner ? Verdict.KEEP : Verdict.TAKE;
    }

    /** A lease becomes shorter by a later word only; an earlier one comes from a wrong clock. */
    private static boolean isOlderAndShorter(Lease told, Lease stored) {
        return Holder.isSame(told, stored)
                && told.clientLastTransmission() + SAME_SECONDS < stored.clientLastTransmission()
                && endsBefore(told, stored);
    }

    /** True if a lease ends before another one by more than what counts as the same. */
    public static boolean endsBefore(Lease lease, Lease other) {
        return lease.expire() + SAME_SECONDS < other.expire();
    }

    /** What a client asks for again within the same time is news: it is promised the later end. */
    private static boolean isNoNews(Lease stored, Lease told) {
        return isTheSame(stored, told)
                && told.clientLastTransmission() <= stored.clientLastTransmission();
    }

    private static boolean isTheSame(Lease stored, Lease told) {
        return isAboutAsOld(told, stored)
                && told.heardAt(stored.clientLastTransmission())
                        .withHardwareAddress(null)
                        .equals(stored.withHardwareAddress(null));
    }

    /** True if the clients were heard at what counts as the same time. */
    static boolean isAboutAsOld(Lease lease, Lease other) {
        long seconds = lease.clientLastTransmission() - other.clientLastTransmission();
        return Math.abs(seconds) <= SAME_SECONDS;
    }

    private static Verdict ofOthers(Case c, Lease stored) {
        boolean toldInUse = c.told.isInUse(c.now);
        if (!stored.isInUse(c.now)) {
            return c.asks && c.running ? Verdict.KEEP : Verdict.TAKE;
        }
        if (!toldInUse) {
            return isEndOfDeclined(c, stored) ? Verdict.TAKE : Verdict.KEEP;
        }
        if (stored.state() == LeaseState.DECLINED) {
            return c.told.state() == LeaseState.DECLINED ? Verdict.TAKE : Verdict.KEEP;
        }
        if (c.told.state() == LeaseState.DECLINED) {
            return c.crossed && endsBefore(c.told, stored) ? Verdict.TAKE_BOTH : Verdict.TAKE;
        }
        if (!c.crossed) {
            return c.yields ? Verdict.TAKE : Verdict.KEEP;
        }
        // What no client knows of harms nobody who has to give way.
        if (c.asks != c.untold) {
            return c.asks ? Verdict.KEEP : Verdict.TAKE;
        }
        if (c.owner) {
            return Verdict.KEEP;
        }
        return c.untold ? Verdict.TAKE : Verdict.TAKE_BOTH;
    }

    private static boolean isEndOfDeclined(Case c, Lease stored) {
        return stored.state() == LeaseState.DECLINED && !c.crossed && !c.unwanted;
    }
}
