package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import org.jspecify.annotations.Nullable;

/**
 * One lease: an address or a delegated prefix and what is known of its holder. A lease is
 * identified by its address alone, as in Kea: an address and a prefix that starts with it cannot
 * coexist.
 *
 * @param type address or prefix
 * @param address the address, or the first address of the prefix
 * @param prefixLength 128 for addresses, else 1..128
 * @param duid the holder
 * @param iaid the holder's identity association
 * @param subnetId configured subnet, 1..4294967294
 * @param clientLastTransmission Unix time in seconds of the client's last message about it (Kea's
 *     cltt)
 * @param validLifetime seconds from then, 0..4294967295 (infinite)
 * @param preferredLifetime seconds from then, not above {@code validLifetime} for sane clients
 * @param state what it is used for
 * @param fqdnForward the server updated AAAA
 * @param fqdnReverse the server updated PTR
 * @param hostname lower case, empty if none
 * @param hardwareAddress if known
 * @param userContext JSON text, if any
 * @param poolId number of the pool in statistics (Kea 2.3.8 and later), 0..4294967295, 0 if none
 */
public record Lease(
        LeaseType type,
        Ipv6Address address,
        int prefixLength,
        Duid duid,
        Iaid iaid,
        long subnetId,
        long clientLastTransmission,
        long validLifetime,
        long preferredLifetime,
        LeaseState state,
        boolean fqdnForward,
        boolean fqdnReverse,
        String hostname,
        @Nullable HardwareAddress hardwareAddress,
        @Nullable String userContext,
        long poolId) {
    /** A lifetime that never ends (RFC 9915 section 7.7). */
    public static final long INFINITE = 0xffffffffL;

    /** A plain lease without host name, hardware address and context. */
    public static Lease assigned(
            LeaseType type,
            Ipv6Address address,
            int prefixLength,
            Duid duid,
            Iaid iaid,
            long subnetId,
            long now,
            long validLifetime,
            long preferredLifetime) {
        return new Lease(
                type,
                address,
                prefixLength,
                duid,
                iaid,
                subnetId,
                now,
                validLifetime,
                preferredLifetime,
                LeaseState.ASSIGNED,
                false,
                false,
                "",
                null,
                null,
                0);
    }

    /** Whose it is. */
    public BindingKey bindingKey() {
        return new BindingKey(type, duid, iaid);
    }

    /** Unix time in seconds at which the valid lifetime ends; far in the future if infinite. */
    public long expire() {
        return clientLastTransmission + validLifetime;
    }

    /** True if the valid lifetime has ended at {@code now} (Unix seconds); never if infinite. */
    public boolean isExpired(long now) {
        return validLifetime != INFINITE && expire() < now;
    }

    /**
     * True if nobody holds it any more, by its state; one that expired may not be reclaimed yet.
     */
    public boolean isOver() {
        return switch (state) {
            case ASSIGNED, DECLINED, REGISTERED -> false;
            case EXPIRED_RECLAIMED, RELEASED -> true;
        };
    }

    /** True if a client holds it, or it is quarantined, at {@code now} (Unix seconds). */
    public boolean isInUse(long now) {
        return !isOver() && !isExpired(now);
    }

    /**
     * Whether this is what counts, of two servers' knowledge of one address at {@code now} (Unix
     * seconds): the later transmission. Of the same second the one in use counts, whoever of the
     * servers has it. The other one ended in that second; should it have been the later one, then
     * the address merely stays unused for a while.
     */
    public boolean supersedes(Lease other, long now) {
        long newer = clientLastTransmission - other.clientLastTransmission;
        return newer > 0 || (newer == 0 && isInUse(now) && !other.isInUse(now));
    }

    /** The same lease, heard of at {@code now} (Unix seconds), with new lifetimes, assigned. */
    public Lease renewed(long now, long newValidLifetime, long newPreferredLifetime) {
        return with(now, newValidLifetime, newPreferredLifetime, LeaseState.ASSIGNED);
    }

    /**
     * What remains of the lease when it ends before its time at {@code now} (Unix seconds): nobody
     * holds it any more, and a server that learns of it later takes it for newer than the lease.
     */
    public Lease ended(long now) {
        return with(now, 1, 0, LeaseState.EXPIRED_RECLAIMED).withHostname("", false, false);
    }

    /** The same lease, last heard of at {@code instant} (Unix seconds). */
    public Lease heardAt(long instant) {
        return with(instant, validLifetime, preferredLifetime, state);
    }

    /** The same lease, held until {@code instant} (Unix seconds) at least. */
    public Lease heldUntil(long instant) {
        return expire() >= instant || validLifetime == INFINITE
                ? this
                : with(
                        clientLastTransmission,
                        Math.min(INFINITE, instant - clientLastTransmission),
                        preferredLifetime,
                        state);
    }

    /** The same lease of another holder. */
    public Lease heldBy(Duid holder) {
        Copy copy = new Copy(this);
        copy.duid = holder;
        return copy.toLease();
    }

    /** The same lease in another state. */
    public Lease withState(LeaseState newState) {
        return with(clientLastTransmission, validLifetime, preferredLifetime, newState);
    }

    /** The same lease, heard of at {@code transmission} (Unix seconds). */
    public Lease withTransmission(long transmission) {
        return with(transmission, validLifetime, preferredLifetime, state);
    }

    private Lease with(
            long newTransmission,
            long newValidLifetime,
            long newPreferredLifetime,
            LeaseState newState) {
        Copy copy = new Copy(this);
        copy.clientLastTransmission = newTransmission;
        copy.validLifetime = newValidLifetime;
        copy.preferredLifetime = newPreferredLifetime;
        copy.state = newState;
        return copy.toLease();
    }

    /** The same lease with what is known of the client's link layer. */
    public Lease withHardwareAddress(@Nullable HardwareAddress newHardwareAddress) {
        Copy copy = new Copy(this);
        copy.hardwareAddress = newHardwareAddress;
        return copy.toLease();
    }

    /** The same lease with another host name (lower case) and DNS flags. */
    public Lease withHostname(String newHostname, boolean forward, boolean reverse) {
        Copy copy = new Copy(this);
        copy.hostname = newHostname;
        copy.fqdnForward = forward;
        copy.fqdnReverse = reverse;
        return copy.toLease();
    }

    /** The same lease in another subnet. */
    public Lease withSubnetId(long newSubnetId) {
        Copy copy = new Copy(this);
        copy.subnetId = newSubnetId;
        return copy.toLease();
    }

    /** The same lease with other information about its client and pool. */
    public Lease withContext(@Nullable String newUserContext, long newPoolId) {
        Copy copy = new Copy(this);
        copy.userContext = newUserContext;
        copy.poolId = newPoolId;
        return copy.toLease();
    }

    /**
     * The quarantine that follows a Decline at {@code now} (Unix seconds): nobody's, for {@code
     * probationPeriod} seconds (RFC 9915 section 18.3.8).
     */
    public Lease declined(long now, long probationPeriod) {
        return with(now, probationPeriod, 0, LeaseState.DECLINED)
                .heldBy(Duid.EMPTY)
                .withHostname("", false, false)
                .withHardwareAddress(null)
                .withContext(null, poolId);
    }

    /** A lease that is being copied, with changes. */
    private static final class Copy {
        private final LeaseType type;
        private final Ipv6Address address;
        private final int prefixLength;
        private Duid duid;
        private final Iaid iaid;
        private long subnetId;
        private long clientLastTransmission;
        private long validLifetime;
        private long preferredLifetime;
        private LeaseState state;
        private boolean fqdnForward;
        private boolean fqdnReverse;
        private String hostname;
        private @Nullable HardwareAddress hardwareAddress;
        private @Nullable String userContext;
        private long poolId;

        Copy(Lease lease) {
            type = lease.type;
            address = lease.address;
            prefixLength = lease.prefixLength;
            duid = lease.duid;
            iaid = lease.iaid;
            subnetId = lease.subnetId;
            clientLastTransmission = lease.clientLastTransmission;
            validLifetime = lease.validLifetime;
            preferredLifetime = lease.preferredLifetime;
            state = lease.state;
            fqdnForward = lease.fqdnForward;
            fqdnReverse = lease.fqdnReverse;
            hostname = lease.hostname;
            hardwareAddress = lease.hardwareAddress;
            userContext = lease.userContext;
            poolId = lease.poolId;
        }

        Lease toLease() {
            return new Lease(
                    type,
                    address,
                    prefixLength,
                    duid,
                    iaid,
                    subnetId,
                    clientLastTransmission,
                    validLifetime,
                    preferredLifetime,
                    state,
                    fqdnForward,
                    fqdnReverse,
                    hostname,
                    hardwareAddress,
                    userContext,
                    poolId);
        }
    }
}
