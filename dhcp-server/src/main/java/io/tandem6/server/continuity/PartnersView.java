package io.tandem6.server.continuity;

import io.tandem6.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * What the partner knows of an address.
 *
 * @param base the lease as the partner knows it, null for not at all
 * @param known this is known: else it may be anything
 * @param givenBack the lease that the partner had for certain when its client gave it back here, or
 *     an operator deleted it, null otherwise
 */
public record PartnersView(@Nullable Lease base, boolean known, @Nullable Lease givenBack) {
    /** The partner has this lease, or none. */
    static PartnersView of(@Nullable Lease lease) {
        return new PartnersView(lease, true, null);
    }

    /** The partner has acknowledged a lease. */
    PartnersView acknowledged(Lease lease) {
        return new PartnersView(lease, true, givenBack);
    }

    /** It may be anything: the partner has not said that it took what it was told, or lost it. */
    PartnersView uncertain() {
        return new PartnersView(null, false, givenBack);
    }

    /** The lease has changed here; {@code wished} if its end was its client's wish. */
    PartnersView changed(boolean wished) {
        return new PartnersView(base, known, wished ? (known ? base : givenBack) : null);
    }

    /** True if the partner is certain to take a lease for assigned to the holder of this one. */
    boolean isOfHolder(Lease lease) {
        return known && Holder.isSame(base, lease);
    }
}
