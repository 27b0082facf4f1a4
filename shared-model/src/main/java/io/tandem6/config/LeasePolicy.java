package io.tandem6.config;

/**
 * How a subnet's leases are found and kept.
 *
 * @param addresses how free addresses are looked for
 * @param prefixes how free prefixes are looked for
 * @param cache when a lease that is asked for again is not written again
 * @param storeExtendedInfo keep with the lease which relay agents its client came through
 */
public record LeasePolicy(
        AllocatorKind addresses,
        AllocatorKind prefixes,
        LeaseCache cache,
        boolean storeExtendedInfo) {
    /** What holds where the configuration says nothing. */
    public static final LeasePolicy DEFAULT =
            new LeasePolicy(
                    AllocatorKind.OWN_PLACE, AllocatorKind.OWN_PLACE, LeaseCache.OFF, false);
}
