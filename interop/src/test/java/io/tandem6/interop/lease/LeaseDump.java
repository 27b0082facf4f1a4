package io.tandem6.interop.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.interop.peer.AgentClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All leases of a server, by key.
 *
 * @param leases in the order of their keys
 */
public record LeaseDump(SortedMap<String, LeaseRow> leases) {
    private static final int PAGE = 1000;
    private static final int DIFFERENCES_MAX = 20;
    private static final int SUCCESS = 0;
    private static final int EMPTY = 3;

    /** Leases that are known by other means. */
    static LeaseDump of(Collection<LeaseRow> rows) {
        SortedMap<String, LeaseRow> leases = new TreeMap<>();
        rows.forEach(row -> leases.put(row.key(), row));
        return new LeaseDump(leases);
    }

    /** Asks a server for its leases, page by page. */
    public static LeaseDump of(AgentClient agent) {
        List<LeaseRow> rows = new ArrayList<>();
        String from = "start";
        while (true) {
            ObjectNode arguments = new JsonMapper().createObjectNode();
            arguments.put("from", from).put("limit", PAGE);
            AgentClient.Answer answer = agent.command("lease6-get-page", arguments);
            if (answer.result() != SUCCESS && answer.result() != EMPTY) {
                throw new IllegalStateException("lease6-get-page: " + answer);
            }
            List<LeaseRow> page = new ArrayList<>();
            answer.arguments().path("leases").forEach(node -> page.add(row(node)));
            rows.addAll(page);
            if (page.size() < PAGE) {
                return of(rows);
            }
            from =
                    page.stream()
                            .map(LeaseRow::address)
                            .max(Comparator.naturalOrder())
                            .orElseThrow()
                            .toString();
        }
    }

    private static LeaseRow row(JsonNode node) {
        return new LeaseRow(
                node.path("type").stringValue(),
                Ipv6Address.parse(node.path("ip-address").stringValue()),
                node.path("prefix-len").asInt(128),
                node.path("duid").stringValue(),
                node.path("iaid").longValue(),
                node.path("subnet-id").longValue(),
                node.path("state").longValue(),
                node.path("valid-lft").longValue(),
                node.path("preferred-lft").longValue(),
                node.path("cltt").longValue() + node.path("valid-lft").longValue());
    }

    /** The leases whose keys are not among these. */
    public LeaseDump without(Set<String> keys) {
        SortedMap<String, LeaseRow> others = new TreeMap<>(leases);
        others.keySet().removeAll(keys);
        return new LeaseDump(others);
    }

    /** Keys of the leases whose client was last heard of at {@code epochSecond} or later. */
    public Set<String> heardSince(long epochSecond) {
        return leases.values().stream()
                .filter(row -> row.expire() - row.validLifetime() >= epochSecond)
                .map(LeaseRow::key)
                .collect(Collectors.toSet());
    }

    /** Keys of the leases that somebody holds. */
    public Set<String> heldKeys() {
        return leases.values().stream()
                .filter(LeaseRow::isHeld)
                .map(LeaseRow::key)
                .collect(Collectors.toSet());
    }

    /** Number of leases that somebody holds: neither declined nor remembered after their end. */
    public int held() {
        return (int) leases.values().stream().filter(LeaseRow::isHeld).count();
    }

    /** True if somebody holds this address. */
    public boolean hasAddress(String address) {
        return holder(address).isPresent();
    }

    /** The DUID of the client that holds this address. */
    public Optional<String> holder(String address) {
        return ofAddress(address).filter(LeaseRow::isHeld).map(LeaseRow::duid);
    }

    /** What there is of this address, in whatever state. */
    public Optional<LeaseRow> ofAddress(String address) {
        return Optional.ofNullable(leases.get("IA_NA " + Ipv6Address.parse(address) + "/128"));
    }

    /** The assigned leases that expire first. */
    public List<LeaseRow> oldest(int count) {
        return leases.values().stream()
                .filter(LeaseRow::isHeld)
                .sorted(Comparator.comparingLong(LeaseRow::expire))
                .limit(count)
                .toList();
    }

    /** What this and {@code other} do not agree on, for people; empty if nothing. */
    public List<String> differences(LeaseDump other) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(leases.keySet());
        keys.addAll(other.leases.keySet());
        for (String key : keys) {
            LeaseRow mine = leases.get(key);
            LeaseRow its = other.leases.get(key);
            if (mine == null) {
                differences.add("only in the second: " + its);
            } else if (its == null) {
                differences.add("only in the first: " + mine);
            } else if (!mine.agreesWith(its)) {
                differences.add("first:  " + mine + "\nsecond: " + its);
            }
        }
        if (differences.size() > DIFFERENCES_MAX) {
            int more = differences.size() - DIFFERENCES_MAX;
            differences = new ArrayList<>(differences.subList(0, DIFFERENCES_MAX));
            differences.add("and " + more + " more of " + keys.size() + " leases");
        }
        return differences;
    }
}
