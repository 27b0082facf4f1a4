package io.tandem6.server.continuity;

import java.util.List;
import java.util.OptionalLong;

/**
 * Where this server stands towards its partner.
 *
 * @param own its half
 * @param ownerships those in force, more than one while an agreement takes the place of another:
 *     what is this server's must be so by all of them
 * @param pooledOnly nothing outside the agreed pools may be given away, since the configured ones
 *     differ
 * @param inTouch the partner answers
 * @param partnerTold ... and has told what it did when it was not heard. Before that it may have
 *     led clients further than is known here, and may lose its disk, so that nobody could object to
 *     the end of a lease whose time is over
 * @param handedOver the partner may have used this server's half, of which nothing may be begun
 * @param recovering this server has forgotten what it did before: it may promise nothing new
 * @param partnerRecovering the partner has: it may have led clients further than anybody knows, so
 *     that no lease ends because its time is over
 * @param takenOverAt since when the partner is certain to be off, Unix time in seconds
 * @param mcltSeconds the longest maximum client lead time agreed since the partner was heard
 * @param forgottenAt when a server last was found to have forgotten what it did, Unix time in
 *     seconds; 0 if none was. It may have led clients that were heard before beyond what is known
 * @param jumpedSeconds by how much the wall clock, by which leases end here, has jumped ahead since
 */
public record Standing(
        Half own,
        List<Ownership> ownerships,
        boolean pooledOnly,
        boolean inTouch,
        boolean partnerTold,
        boolean handedOver,
        boolean recovering,
        boolean partnerRecovering,
        OptionalLong takenOverAt,
        long mcltSeconds,
        long jumpedSeconds,
        long forgottenAt) {
    /** Copies the list. */
    public Standing {
        ownerships = List.copyOf(ownerships);
    }
}
