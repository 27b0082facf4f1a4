package io.tandem6.interop.continuity;

import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmReport.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what was valid at two clients at the same time. */
final class Overlaps {
    /** Servers count in whole seconds, and begin a little before the client does. */
    private static final double TOLERANCE_SECONDS = 1;

    private record Holder(String duid, Claim claim) {}

    private Overlaps() {}

    /** Addresses and prefixes that were valid at two clients of these swarms at once. */
    static Set<String> of(List<SwarmReport> reports) {
        Map<String, List<Holder>> byLease = new HashMap<>();
        for (SwarmReport report : reports) {
            for (SwarmReport.Client client : report.clients()) {
                for (Claim claim : client.claims()) {
                    byLease.computeIfAbsent(claim.lease(), lease -> new ArrayList<>())
                            .add(new Holder(client.duid(), claim));
                }
            }
        }
        Set<String> overlaps = new TreeSet<>();
        byLease.forEach(
                (lease, holders) -> {
                    if (isShared(holders)) {
                        overlaps.add(lease);
                    }
                });
        return overlaps;
    }

    private static boolean isShared(List<Holder> holders) {
        holders.sort(Comparator.comparingDouble(holder -> holder.claim().fromSeconds()));
        Map<String, Double> ends = new HashMap<>();
        for (Holder holder : holders) {
            for (Map.Entry<String, Double> other : ends.entrySet()) {
                if (!other.getKey().equals(holder.duid())
                        && other.getValue() - holder.claim().fromSeconds() > TOLERANCE_SECONDS) {
                    return true;
                }
            }
            ends.merge(holder.duid(), holder.claim().untilSeconds(), Math::max);
        }
        return false;
    }
}
