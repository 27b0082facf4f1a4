package io.tandem6.server.ha;

import io.tandem6.identity.Duid;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * The partner's clients that were seen while the partner was silent, to tell a dead partner from a
 * broken link between the servers. Each client counts once; one that waited too long never counts
 * as patient again. At most {@link #RECORDED_MAX} of each kind are told apart, since anybody can
 * invent DUIDs.
 *
 * @param patient clients that have not waited too long yet
 * @param unacked clients that the partner should have answered by now
 * @param analyzedPackets messages looked at
 */
public record Clients(PSet<Duid> patient, PSet<Duid> unacked, long analyzedPackets) {
    /** Clients of one kind that are told apart. */
    public static final int RECORDED_MAX = 65_536;

    /** Nobody was seen. */
    static final Clients NONE = new Clients(HashTreePSet.empty(), HashTreePSet.empty(), 0);

    /** A message of {@code client}, who by its own account has waited {@code elapsedMillis}. */
    Clients seen(@Nullable Duid client, int elapsedMillis, long maxAckDelayMillis) {
        return seen(client, elapsedMillis > maxAckDelayMillis);
    }

    /** A message of {@code client}, who has waited in vain until this server answered it. */
    Clients answered(@Nullable Duid client) {
        return seen(client, true);
    }

    private Clients seen(@Nullable Duid client, boolean tooLong) {
        long analyzed = analyzedPackets + 1;
        if (client == null || unacked.contains(client)) {
            return new Clients(patient, unacked, analyzed);
        }
        if (tooLong && unacked.size() < RECORDED_MAX) {
            return new Clients(patient.minus(client), unacked.plus(client), analyzed);
        }
        return new Clients(
                patient.size() < RECORDED_MAX ? patient.plus(client) : patient, unacked, analyzed);
    }

    /** Clients that were seen, patient or not. */
    public int connecting() {
        return patient.size() + unacked.size();
    }

    /**
     * True if so many wait in vain that the partner must be gone; 0 tolerates nobody and asks
     * nobody.
     */
    boolean showFailure(long maxUnackedClients) {
        return maxUnackedClients == 0
                || unacked.size() > Math.min(maxUnackedClients, RECORDED_MAX - 1);
    }
}
