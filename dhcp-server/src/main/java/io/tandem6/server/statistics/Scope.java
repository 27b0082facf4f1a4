package io.tandem6.server.statistics;

import io.tandem6.lease.LeaseType;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of the lease statistics of one type at one level: of the server, a subnet, or the pools
 * with one number. A level that has no such statistic has an empty name.
 *
 * @param total addresses or prefixes that can be given
 * @param assigned leases that clients have, declined ones included
 * @param cumulative how often clients got one that they did not have
 * @param declined addresses that clients found in use
 * @param reclaimed leases that ended by themselves
 * @param reclaimedDeclined declined addresses whose probation ended
 * @param registered addresses that clients registered (RFC 9686)
 * @param cumulativeRegistered how often
 * @param reused how often a lease was given once more as it was
 */
record Scope(
        String total,
        String assigned,
        String cumulative,
        String declined,
        String reclaimed,
        String reclaimedDeclined,
        String registered,
        String cumulativeRegistered,
        String reused) {
    /** How the names of all statistics of subnets begin. */
    static final String SUBNET = "subnet[";

    private static final String NONE = "";

    /** All of the server. */
    static final Scope SERVER_ADDRESSES =
            new Scope(
                    NONE,
                    "assigned-nas",
                    "cumulative-assigned-nas",
                    "declined-addresses",
                    "reclaimed-leases",
                    "reclaimed-declined-addresses",
                    NONE,
                    NONE,
                    "v6-ia-na-lease-reuses");

    /** All of the server. */
    static final Scope SERVER_PREFIXES =
            new Scope(
                    NONE,
                    "assigned-pds",
                    "cumulative-assigned-pds",
                    NONE,
                    "reclaimed-leases",
                    NONE,
                    NONE,
                    NONE,
                    "v6-ia-pd-lease-reuses");

    static Scope server(LeaseType type) {
        return switch (type) {
            case IA_NA -> SERVER_ADDRESSES;
            case IA_PD -> SERVER_PREFIXES;
        };
    }

    static Scope subnet(long id, LeaseType type) {
        String prefix = prefix(id);
        return switch (type) {
            case IA_NA ->
                    new Scope(
                            prefix + "total-nas",
                            prefix + "assigned-nas",
                            prefix + "cumulative-assigned-nas",
                            prefix + "declined-addresses",
                            prefix + "reclaimed-leases",
                            prefix + "reclaimed-declined-addresses",
                            prefix + "registered-nas",
                            prefix + "cumulative-registered-nas",
                            prefix + "v6-ia-na-lease-reuses");
            case IA_PD ->
                    new Scope(
                            prefix + "total-pds",
                            prefix + "assigned-pds",
                            prefix + "cumulative-assigned-pds",
                            NONE,
                            prefix + "reclaimed-leases",
                            NONE,
                            NONE,
                            NONE,
                            prefix + "v6-ia-pd-lease-reuses");
        };
    }

    static Scope pool(long subnetId, long poolId, LeaseType type) {
        return switch (type) {
            case IA_NA -> {
                String prefix = prefix(subnetId) + "pool[" + poolId + "].";
                yield new Scope(
                        prefix + "total-nas",
                        prefix + "assigned-nas",
                        prefix + "cumulative-assigned-nas",
                        prefix + "declined-addresses",
                        prefix + "reclaimed-leases",
                        prefix + "reclaimed-declined-addresses",
                        NONE,
                        NONE,
                        NONE);
            }
            case IA_PD -> {
                String prefix = prefix(subnetId) + "pd-pool[" + poolId + "].";
                yield new Scope(
                        prefix + "total-pds",
                        prefix + "assigned-pds",
                        prefix + "cumulative-assigned-pds",
                        NONE,
                        prefix + "reclaimed-leases",
                        NONE,
                        NONE,
                        NONE,
                        NONE);
            }
        };
    }

    /** How the names of all statistics of a subnet begin. */
    static String prefix(long subnetId) {
        return SUBNET + subnetId + "].";
    }

    /** The names that there are. */
    List<String> names() {
        return Stream.of(
                        total,
                        assigned,
                        cumulative,
                        declined,
                        reclaimed,
                        reclaimedDeclined,
                        registered,
                        cumulativeRegistered,
                        reused)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
