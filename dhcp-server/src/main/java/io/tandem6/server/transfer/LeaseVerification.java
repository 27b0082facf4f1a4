package io.tandem6.server.transfer;

import io.tandem6.config.ServerConfig;
import io.tandem6.config.Subnet;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.lease.Lease;
import io.tandem6.server.lease.LeaseTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks for what is wrong with leases. */
public final class LeaseVerification {
    private static final int EXAMPLES = 10;

    private LeaseVerification() {}

    /**
     * What was found.
     *
     * @param counts how many leases there are, by type and state
     * @param problems sentences; many of one kind are one sentence with examples
     */
    public record Report(Map<String, Long> counts, List<String> problems) {
        /** Copies both. */
        public Report {
            counts = new TreeMap<>(counts);
            problems = List.copyOf(problems);
        }
    }

    /** Looks at the leases of a server. */
    public static Report of(LeasePlace.Leases leases, ServerConfig config) {
        Set<Long> subnets = config.subnets().stream().map(Subnet::id).collect(Collectors.toSet());
        Map<String, Long> counts = new TreeMap<>();
        List<String> strangers = new ArrayList<>();
        leases.table()
                .forEach(
                        lease -> {
                            counts.merge(kind(lease), 1L, Long::sum);
                            if (!subnets.contains(lease.subnetId())) {
                                strangers.add(lease.address() + " (" + lease.subnetId() + ")");
                            }
                        });
        List<String> problems = new ArrayList<>();
        summarize(problems, leases.damage(), "rows cannot be read");
        summarize(problems, strangers, "leases belong to subnets that are not configured");
        return new Report(counts, problems);
    }

    /**
     * Says how two sets of leases differ. The type of a hardware address and how it was learnt do
     * not count: half of a pair does not hear of them from its partner.
     */
    public static List<String> differences(LeaseTable one, LeaseTable other) {
        List<String> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        List<String> additional = new ArrayList<>();
        one.forEach(
                lease -> {
                    Lease found = other.find(lease.address());
                    if (found == null) {
                        additional.add(lease.address().toString());
                    } else if (!heard(found).equals(heard(lease))) {
                        different.add(lease.address().toString());
                    }
                });
        other.forEach(
                lease -> {
                    if (one.find(lease.address()) == null) {
                        missing.add(lease.address().toString());
                    }
                });
        List<String> problems = new ArrayList<>();
        summarize(problems, missing, "leases are only in the file");
        summarize(problems, additional, "leases are not in the file");
        summarize(problems, different, "leases differ from those in the file");
        return problems;
    }

    private static Lease heard(Lease lease) {
        HardwareAddress known = lease.hardwareAddress();
        return known == null
                ? lease
                : lease.withHardwareAddress(
                        new HardwareAddress(
                                HardwareAddress.ETHERNET,
                                known.octets(),
                                HardwareAddress.SOURCE_UNKNOWN));
    }

    private static String kind(Lease lease) {
        return lease.type().name().replace('_', '-')
                + " "
                + lease.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static void summarize(List<String> problems, List<String> all, String what) {
        if (!all.isEmpty()) {
            problems.add(
                    all.size()
                            + " "
                            + what
                            + ": "
                            + all.stream().limit(EXAMPLES).collect(Collectors.joining(", "))
                            + (all.size() > EXAMPLES ? ", ..." : ""));
        }
    }
}
