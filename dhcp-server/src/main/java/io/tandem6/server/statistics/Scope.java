package io.tandem6.server.statistics;

import io.tandem6.lease.LeaseType;
import java.util.List;
import java.util.function.UnaryOperator;
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

    /** Of a subnet, where everything is counted, without the subnet's prefix. */
    private static final Scope ADDRESSES =
            new Scope(
                    "total-nas",
                    "assigned-nas",
                    "cumulative-assigned-nas",
                    "declined-addresses",
                    "reclaimed-leases",
                    "reclaimed-declined-addresses",
                    "registered-nas",
                    "cumulative-registered-nas",
                    "v6-ia-na-lease-reuses");

    /** The same of prefixes, which are neither declined nor registered. */
    private static final Scope PREFIXES =
            new Scope(
                    "total-pds",
                    "assigned-pds",
                    "cumulative-assigned-pds",
                    NONE,
                    "reclaimed-leases",
                    NONE,
                    NONE,
                    NONE,
                    "v6-ia-pd-lease-reuses");

    /** All of the server. */
    static final Scope SERVER_ADDRESSES = ADDRESSES.ofServer();

    /** All of the server. */
    static final Scope SERVER_PREFIXES = PREFIXES.ofServer();

    static Scope server(LeaseType type) {
        return switch (type) {
            case IA_NA -> SERVER_ADDRESSES;
            case IA_PD -> SERVER_PREFIXES;
        };
    }

    static Scope subnet(long id, LeaseType type) {
        return of(type).below(prefix(id));
    }

    static Scope pool(long subnetId, long poolId, LeaseType type) {
        String pools =
                switch (type) {
                    case IA_NA -> "pool[";
                    case IA_PD -> "pd-pool[";
                };
        return of(type).ofPool().below(prefix(subnetId) + pools + poolId + "].");
    }

    private static Scope of(LeaseType type) {
        return switch (type) {
            case IA_NA -> ADDRESSES;
            case IA_PD -> PREFIXES;
        };
    }

    private Scope ofServer() {
        return unregistered(NONE, reused);
    }

    private Scope ofPool() {
        return unregistered(total, NONE);
    }

    /** The same with these names; registrations are counted for subnets alone. */
    private Scope unregistered(String newTotal, String newReused) {
        return new Scope(
                newTotal,
                assigned,
                cumulative,
                declined,
                reclaimed,
                reclaimedDeclined,
                NONE,
                NONE,
                newReused);
    }

    private Scope below(String prefix) {
        UnaryOperator<String> named = name -> name.isEmpty() ? NONE : prefix + name;
        return new Scope(
                named.apply(total),
                named.apply(assigned),
                named.apply(cumulative),
                named.apply(declined),
                named.apply(reclaimed),
                named.apply(reclaimedDeclined),
                named.apply(registered),
                named.apply(cumulativeRegistered),
                named.apply(reused));
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
