package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All claims there are, found by what they are about and by what that overlaps. */
final class Claims {
    private final TreeMap<Ipv6Address, List<Claim>> byFirst = new TreeMap<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();
    private final List<Claim> doubtful = new ArrayList<>();

    void add(Claim claim) {
        byFirst.computeIfAbsent(claim.address(), a -> new ArrayList<>(2)).add(claim);
        lengths.add(claim.holding().prefixLength());
    }

    List<Claim> at(Ipv6Address address) {
        return List.copyOf(byFirst.getOrDefault(address, List.of()));
    }

    List<Claim> all() {
        return byFirst.values().stream().flatMap(List::stream).toList();
    }

    /** All, and those that are doubted. */
    List<Claim> allAndDoubtful() {
        return Stream.concat(all().stream(), doubtful.stream()).toList();
    }

    /**
     * Something may have ended some of these, which is known later: until then they count for
     * nothing, but what ends or replaces one of them does so for good.
     */
    void doubt(List<Claim> some) {
        some.forEach(claim -> removeAt(claim.address(), claim::equals));
        doubtful.addAll(some);
    }

    /** Nothing had ended what was doubted: what has not ended since counts again. */
    void affirm(List<Claim> doubted) {
        doubted.stream().filter(doubtful::remove).forEach(this::add);
    }

    /** What was doubted is over. */
    void deny(List<Claim> doubted) {
        doubtful.removeAll(doubted);
    }

    /** Those of anything that contains {@code holding} or is contained in it, itself included. */
    List<Claim> overlapping(Holding holding) {
        return overlapping(holding.address(), holding.prefixLength());
    }

    /** Those of anything that contains an address or prefix, or is contained in it. */
    List<Claim> overlapping(Ipv6Address address, int prefixLength) {
        List<Claim> found = new ArrayList<>();
        Ipv6Prefix space = new Ipv6Prefix(address, prefixLength);
        byFirst.subMap(space.first(), true, space.last(), true).values().forEach(found::addAll);
        for (int length : lengths.headSet(prefixLength)) {
            Ipv6Address first = first(address, length);
            if (!first.equals(address)) {
                for (Claim claim : byFirst.getOrDefault(first, List.of())) {
                    if (claim.holding().prefixLength() == length) {
                        found.add(claim);
                    }
                }
            }
        }
        return found;
    }

    private static Ipv6Address first(Ipv6Address address, int length) {
        return length <= 64
                ? new Ipv6Address(length == 0 ? 0 : address.high() & (-1L << (64 - length)), 0)
                : new Ipv6Address(address.high(), address.low() & (-1L << (128 - length)));
    }

    /** Drops what nobody has any more; a client has each thing once. */
    void forget(Ipv6Address address, ClientTraits client, long now) {
        removeAt(address, c -> c.client().equals(client) || c.left(now) <= 0);
    }

    void removeAt(Ipv6Address address, Predicate<Claim> which) {
        List<Claim> all = byFirst.get(address);
        if (all != null) {
            all.removeIf(which);
        }
        doubtful.removeIf(claim -> claim.address().equals(address) && which.test(claim));
    }
}
