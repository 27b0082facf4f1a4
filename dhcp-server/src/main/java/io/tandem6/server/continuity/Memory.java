package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server keeps on disk of one relationship, apart from the leases.
 *
 * @param beat counts how often this was stored
 * @param acknowledgedBefore everything that is older was acknowledged by the partner, Unix time in
 *     seconds; 0 if nothing is known
 * @param asked addresses that the partner was or is being asked for, and has not agreed to
 * @param partnerId the partner's DUID, if it was ever heard
 * @param current what is agreed
 * @param next what is about to take its place
 * @param partnerIncarnation the partner's last start that was heard of
 * @param partnerBeat the highest {@link #beat} that the partner had on disk
 * @param partnerBehind the partner's start at which it had forgotten what it did before, until it
 *     has recovered; 0 for none
 * @param behind this server has forgotten what it did before
 * @param recovered this server's last start that has made up for that
 * @param handover number of the partner's taking over, by which it may have used this server's
 *     half; 0 if it has not. What the two servers take over is counted together: of two numbers the
 *     higher one is that of the later
 * @param takenOverAt since when the partner is certain to be off, Unix time in seconds
 * @param hold number of this server's taking over, by which it may have used the partner's half; 0
 *     if it has not
 * @param mcltMax the longest maximum client lead time since the partner was last heard, seconds
 * @param jumped by how much the wall clock has jumped ahead since then, or while the partner did
 *     not know the leases either, seconds
 * @param forgotten since when no server has forgotten what it did, Unix time in seconds; 0 if none
 *     ever did
 * @param skew by how much the partner's wall clock was ahead when it was last heard, milliseconds
 */
public record Memory(
        long beat,
        long acknowledgedBefore,
        Set<Ipv6Address> asked,
        Optional<Duid> partnerId,
        Optional<Pact> current,
        Optional<Pact> next,
        long partnerIncarnation,
        long partnerBeat,
        long partnerBehind,
        boolean behind,
        long recovered,
        long handover,
        OptionalLong takenOverAt,
        long hold,
        long mcltMax,
        long jumped,
        long forgotten,
        OptionalLong skew) {
    /** Copies the set. */
    public Memory {
        asked = Set.copyOf(asked);
    }

    /** A server that never heard of its partner. */
    public static final Memory NONE =
            new Memory(
                    0,
                    0,
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    0,
                    false,
                    0,
                    0,
                    OptionalLong.empty(),
                    0,
                    0,
                    0,
                    0,
                    OptionalLong.empty());

    /** True if an agreement is confirmed by both. */
    public boolean isInForce() {
        return current.filter(Pact::confirmed).isPresent();
    }

    /** True if the partner may have used this server's half. */
    public boolean handedOver() {
        return handover != 0;
    }

    /** True if this server may have used the partner's half. */
    public boolean holding() {
        return hold != 0;
    }

    /**
     * True if this server's word counts where both have given something away: that of the one that
     * has taken over everything, and of two the later one's, since whatever the other one promised
     * was over by then; else that of the one to whose half it belongs.
     */
    public boolean isOwner(boolean ownHalf) {
        return hold == handover ? ownHalf : hold > handover;
    }

    /** True if whatever this server knows of a lease may be over, since the partner took over. */
    public boolean yields() {
        return handover > hold;
    }

    /** The same, without any agreement. */
    public Memory withoutAgreement() {
        Draft draft = new Draft(this);
        draft.current = Optional.empty();
        draft.next = Optional.empty();
        draft.partnerBehind = 0;
        draft.behind = false;
        draft.handover = 0;
        draft.takenOverAt = OptionalLong.empty();
        draft.hold = 0;
        return draft.done();
    }

    /**
     * True if nothing else has changed but how often the partner stored something and what the
     * clocks tell, which is stored with whatever comes next.
     */
    public boolean isAsGoodAs(Memory other) {
        Draft draft = new Draft(other);
        draft.partnerBeat = partnerBeat;
        draft.skew = skew;
        return equals(draft.done());
    }

    /** The same, about to be stored once more. */
    public Memory beating(long acknowledged, Set<Ipv6Address> asking) {
        Draft draft = new Draft(this);
        draft.beat++;
        draft.acknowledgedBefore = acknowledged;
        draft.asked = asking;
        return draft.done();
    }

    /** The partner is certain to be off, and this server uses its half later on. */
    public Memory takingOver(long now) {
        Draft draft = new Draft(this);
        draft.takenOverAt = OptionalLong.of(now);
        draft.hold = Math.max(hold, handover + 1);
        return draft.done();
    }

    /** The partner may use this server's half. */
    public Memory handingOver() {
        return handedOver(Math.max(handover, hold + 1));
    }

    /** The partner may have used this server's half, by the taking over of this number. */
    Memory handedOver(long number) {
        Draft draft = new Draft(this);
        draft.handover = number;
        return draft.done();
    }

    /** The partner is alive: its half is its own. */
    public Memory partnerIsBack(boolean knowsEverything) {
        Draft draft = new Draft(this);
        draft.takenOverAt = OptionalLong.empty();
        draft.hold = knowsEverything ? 0 : hold;
        return draft.done();
    }

    /**
     * The wall clock has jumped by so many seconds: ahead, leases seem to end earlier than they do.
     * The partner's clock, and whatever was noted by this one, lie by as much elsewhere now.
     */
    public Memory jumped(long seconds) {
        Draft draft = new Draft(this);
        draft.jumped += Math.max(0, seconds);
        draft.forgotten += draft.forgotten == 0 ? 0 : seconds;
        if (skew.isPresent()) {
            draft.skew = OptionalLong.of(skew.getAsLong() - 1000 * seconds);
        }
        return draft.done();
    }

    /** The same, of which jump leases have yet to be moved. */
    public Memory withJump(long seconds) {
        Draft draft = new Draft(this);
        draft.jumped = seconds;
        return draft.done();
    }

    /**
     * The same, at {@code now} of this server's clock, if one of the servers has been found to have
     * forgotten something since {@code before}.
     */
    public Memory since(Memory before, long now) {
        boolean found =
                (behind && !before.behind)
                        || (partnerBehind != 0 && partnerBehind != before.partnerBehind);
        if (!found) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.forgotten = now;
        return draft.done();
    }

    /** The wall clocks were compared. */
    public Memory withSkew(WallSkew found) {
        if (skew.isPresent() && !found.isOtherThan(skew.getAsLong())) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.skew = OptionalLong.of(found.millis());
        return draft.done();
    }

    /** What was forgotten is made up for in the start {@code incarnation}. */
    public Memory recoveredIn(long incarnation) {
        Draft draft = new Draft(this);
        draft.behind = false;
        draft.recovered = incarnation;
        return draft.done();
    }

    /** One in the making. */
    static final class Draft {
        long beat;
        long acknowledgedBefore;
        Set<Ipv6Address> asked;
        Optional<Duid> partnerId;
        Optional<Pact> current;
        Optional<Pact> next;
        long partnerIncarnation;
        long partnerBeat;
        long partnerBehind;
        boolean behind;
        long recovered;
        long handover;
        OptionalLong takenOverAt;
        long hold;
        long mcltMax;
        long jumped;
        long forgotten;
        OptionalLong skew;

        Draft(Memory from) {
            beat = from.beat;
            acknowledgedBefore = from.acknowledgedBefore;
            asked = from.asked;
            partnerId = from.partnerId;
            current = from.current;
            next = from.next;
            partnerIncarnation = from.partnerIncarnation;
            partnerBeat = from.partnerBeat;
            partnerBehind = from.partnerBehind;
            behind = from.behind;
            recovered = from.recovered;
            handover = from.handover;
            takenOverAt = from.takenOverAt;
            hold = from.hold;
            mcltMax = from.mcltMax;
            jumped = from.jumped;
            forgotten = from.forgotten;
            skew = from.skew;
        }

        Memory done() {
            return new Memory(
                    beat,
                    acknowledgedBefore,
                    asked,
                    partnerId,
                    current,
                    next,
                    partnerIncarnation,
                    partnerBeat,
                    partnerBehind,
                    behind,
                    recovered,
                    handover,
                    takenOverAt,
                    hold,
                    mcltMax,
                    jumped,
                    forgotten,
                    skew);
        }
    }
}
