package io.tandem6.config;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads {@code pools} and {@code pd-pools} of one subnet. */
final class PoolReader {
    private final OptionDataReader options;
    private final ClassGuardReader classes;
    private final Problems problems;
    private final List<Placed> placed = new ArrayList<>();

    PoolReader(OptionDataReader options, ClassGuardReader classes, Problems problems) {
        this.options = options;
        this.classes = classes;
        this.problems = problems;
    }

    private record Placed(AddressRange range, String text, Location location) {}

    List<Pool> pools(Section subnet, Ipv6Prefix prefix) {
        List<Pool> pools = new ArrayList<>();
        for (Section section : subnet.sections("pools")) {
            ClassGuard guard = ClassGuard.of(classes.guard(section));
            List<String> additional = classes.additional(section);
            List<OptionData> data = options.read(section.sections("option-data"));
            String text = section.text("pool").orElseThrow();
            Optional<AddressRange> range = range(text);
            if (range.isEmpty()) {
                problems.error(section.at("pool"), noPool(text));
                continue;
            }
            if (!prefix.contains(range.get().first()) || !prefix.contains(range.get().last())) {
                problems.error(
                        section.at("pool"),
                        "pool " + range.get() + " does not lie inside its subnet " + prefix);
                continue;
            }
            placed.add(new Placed(range.get(), "pool " + range.get(), section.at("pool")));
            pools.add(new Pool(range.get(), guard, additional, data, section.number("pool-id", 0)));
        }
        return pools;
    }

    List<PdPool> pdPools(Section subnet) {
        List<PdPool> pools = new ArrayList<>();
        for (Section section : subnet.sections("pd-pools")) {
            ClassGuard guard = ClassGuard.of(classes.guard(section));
            List<String> additional = classes.additional(section);
            List<OptionData> data = options.read(section.sections("option-data"));
            int errors = problems.errors();
            Optional<Ipv6Prefix> prefix = prefix(section, "prefix", "prefix-len");
            int delegated = section.integer("delegated-len", 0);
            if (delegated < section.integer("prefix-len", 0)) {
                problems.error(
                        section.at("delegated-len"),
                        "delegated-len "
                                + delegated
                                + " must not be below prefix-len "
                                + section.integer("prefix-len", 0));
            }
            Optional<Ipv6Prefix> excluded =
                    prefix.flatMap(p -> excluded(section, new Ipv6Prefix(p.address(), delegated)));
            if (prefix.isPresent() && problems.errors() == errors) {
                Ipv6Prefix space = prefix.get();
                placed.add(new Placed(space.range(), "pd-pool " + space, section.at("prefix")));
                pools.add(
                        new PdPool(
                                space,
                                delegated,
                                excluded,
                                guard,
                                additional,
                                data,
                                section.number("pool-id", 0)));
            }
        }
        return pools;
    }

    /** To be called after both lists are read: an address can be given from one pool only. */
    void checkOverlaps() {
        List<Placed> sorted =
                placed.stream().sorted(Comparator.comparing(p -> p.range.first())).toList();
        // Sorted by their start, a pool can only overlap what reaches furthest before it.
        Placed furthest = null;
        for (Placed pool : sorted) {
            if (furthest != null && furthest.range.overlaps(pool.range)) {
                boolean inOrder = placed.indexOf(furthest) < placed.indexOf(pool);
                Placed later = inOrder ? pool : furthest;
                Placed earlier = inOrder ? furthest : pool;
                problems.error(
                        later.location,
                        later.text
                                + " overlaps "
                                + earlier.text
                                + " of the same subnet at "
                                + earlier.location);
            }
            if (furthest == null || furthest.range.last().compareTo(pool.range.last()) < 0) {
                furthest = pool;
            }
        }
    }

    private static Optional<AddressRange> range(String text) {
        if (text.indexOf('/') >= 0) {
            try {
                return Optional.of(Ipv6Prefix.parse(text.strip()).range());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return bounds(text)
                .filter(b -> b.first.compareTo(b.last) <= 0)
                .map(b -> new AddressRange(b.first, b.last));
    }

    /** Two addresses as written, not necessarily in order. */
    private record Bounds(Ipv6Address first, Ipv6Address last) {}

    private static Optional<Bounds> bounds(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? Optional.empty()
                : Ipv6Address.tryParse(text.substring(0, dash).strip())
                        .flatMap(
                                first ->
                                        Ipv6Address.tryParse(text.substring(dash + 1).strip())
                                                .map(last -> new Bounds(first, last)));
    }

    private static String noPool(String text) {
        return bounds(text)
                .map(
                        b ->
                                "the first address of the pool, "
                                        + b.first
                                        + ", is higher than the last, "
                                        + b.last)
                .orElseGet(
                        () ->
                                "'"
                                        + JsonToken.excerpt(text)
                                        + "' is no pool: expected \"first - last\" or"
                                        + " \"prefix/length\"");
    }

    private Optional<Ipv6Prefix> prefix(Section section, String address, String length) {
        String text = section.text(address).orElseThrow();
        Optional<Ipv6Address> parsed = Ipv6Address.tryParse(text.strip());
        if (parsed.isEmpty()) {
            problems.error(
                    section.at(address),
                    "'" + JsonToken.excerpt(text) + "' of '" + address + "' is no IPv6 address");
        }
        return parsed.map(a -> new Ipv6Prefix(a, section.integer(length, 0)));
    }

    /** RFC 6603: a part of the delegated prefix, hence longer and with the same beginning. */
    private Optional<Ipv6Prefix> excluded(Section section, Ipv6Prefix delegated) {
        boolean named =
                section.filledText("excluded-prefix").filter(p -> !p.equals("::")).isPresent();
        int length = section.integer("excluded-prefix-len", 0);
        if (!named && length == 0) {
            return Optional.empty();
        }
        if (!named || length == 0) {
            problems.error(
                    section.location(),
                    "'excluded-prefix' and 'excluded-prefix-len' are of use only together");
            return Optional.empty();
        }
        Optional<Ipv6Prefix> excluded = prefix(section, "excluded-prefix", "excluded-prefix-len");
        if (excluded.isPresent() && length <= delegated.length()) {
            problems.error(
                    section.at("excluded-prefix-len"),
                    "excluded-prefix-len "
                            + length
                            + " must be above delegated-len "
                            + delegated.length());
        } else if (excluded.isPresent() && !delegated.contains(excluded.get())) {
            problems.error(
                    section.at("excluded-prefix"),
                    "excluded prefix "
                            + excluded.get()
                            + " does not lie inside the delegated prefix "
                            + delegated);
        }
        return excluded;
    }
}
