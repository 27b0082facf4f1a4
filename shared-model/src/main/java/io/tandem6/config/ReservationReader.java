package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.HostReservation.ReservedPrefix;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code reservations}, of a subnet or global ones. */
final class ReservationReader {
    private static final int FLEX_ID_LENGTH_MAX = 128;

    private final OptionDataReader options;
    private final boolean unique;
    private final Problems problems;

    /** {@code unique} says that nothing may be reserved for two clients of a subnet. */
    ReservationReader(OptionDataReader options, boolean unique, Problems problems) {
        this.options = options;
        this.unique = unique;
        this.problems = problems;
    }

    /** Those of one subnet, whose addresses must lie in {@code prefix}; without it global ones. */
    List<HostReservation> read(Section parent, Optional<Ipv6Prefix> prefix) {
        List<HostReservation> hosts = new ArrayList<>();
        Map<HostIdentifier, Location> identifiers = new HashMap<>();
        Map<Ipv6Prefix, Location> reserved = new HashMap<>();
        for (Section section : parent.sections("reservations")) {
            Optional<HostIdentifier> identifier = identifier(section);
            List<Ipv6Address> addresses = addresses(section, prefix, reserved);
            List<ReservedPrefix> prefixes = prefixes(section, reserved);
            List<OptionData> data = options.read(section.sections("option-data"));
            if (identifier.isEmpty()) {
                continue;
            }
            Location previous = identifiers.putIfAbsent(identifier.get(), section.location());
            if (previous != null) {
                problems.error(
                        section.at(identifier.get().type().keyword()),
                        "there is a reservation for "
                                + identifier.get()
                                + " already, at "
                                + previous);
            }
            hosts.add(
                    new HostReservation(
                            identifier.get(),
                            addresses,
                            prefixes,
                            section.filledText("hostname"),
                            section.texts("client-classes").stream()
                                    .map(JsonString::value)
                                    .toList(),
                            data));
        }
        return hosts;
    }

    private Optional<HostIdentifier> identifier(Section section) {
        List<HostIdentifier.Type> types = new ArrayList<>();
        for (HostIdentifier.Type type : HostIdentifier.Type.values()) {
            if (section.has(type.keyword())) {
                types.add(type);
            }
        }
        if (types.size() > 1) {
            problems.error(
                    section.at(types.get(1).keyword()),
                    "'"
                            + types.get(0).keyword()
                            + "' and '"
                            + types.get(1).keyword()
                            + "' exclude each other for one reservation");
        }
        HostIdentifier.Type type = types.getFirst();
        String text = section.text(type.keyword()).orElse("");
        Location location = section.at(type.keyword());
        try {
            Octets value = octets(text.strip());
            if (isLength(type, value.length())) {
                return Optional.of(new HostIdentifier(type, value));
            }
            problems.error(
                    location,
                    "'%s' has %d octets, a %s has %s"
                            .formatted(
                                    JsonToken.excerpt(text),
                                    value.length(),
                                    type.keyword(),
                                    lengths(type)));
        } catch (IllegalArgumentException e) {
            problems.error(
                    location,
                    "'"
                            + JsonToken.excerpt(text)
                            + "' is no identifier: expected hexadecimal digits, or text in single"
                            + " quotes");
        }
        return Optional.empty();
    }

    private static Octets octets(String text) {
        return text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
                ? Octets.of(text.substring(1, text.length() - 1).getBytes(StandardCharsets.UTF_8))
                : Octets.parseHex(text);
    }

    private static boolean isLength(HostIdentifier.Type type, int length) {
        return switch (type) {
            case HW_ADDRESS -> length >= 1 && length <= HardwareAddress.LENGTH_MAX;
            case DUID -> length >= 1 && length <= Duid.LENGTH_MAX;
            case FLEX_ID -> length >= 1 && length <= FLEX_ID_LENGTH_MAX;
        };
    }

    private static String lengths(HostIdentifier.Type type) {
        return switch (type) {
            case HW_ADDRESS -> "1 to " + HardwareAddress.LENGTH_MAX;
            case DUID -> "1 to " + Duid.LENGTH_MAX;
            case FLEX_ID -> "1 to " + FLEX_ID_LENGTH_MAX;
        };
    }

    private List<Ipv6Address> addresses(
            Section section, Optional<Ipv6Prefix> subnet, Map<Ipv6Prefix, Location> reserved) {
        List<Ipv6Address> addresses = new ArrayList<>();
        for (JsonString text : section.texts("ip-addresses")) {
            Optional<Ipv6Address> address = Ipv6Address.tryParse(text.value().strip());
            if (address.isEmpty() || address.get().isUnspecified()) {
                problems.error(
                        text.location(),
                        "'" + JsonToken.excerpt(text.value()) + "' is no IPv6 address to reserve");
            } else if (subnet.filter(s -> !s.contains(address.get())).isPresent()) {
                problems.error(
                        text.location(),
                        "reserved address "
                                + address.get()
                                + " does not lie inside its subnet "
                                + subnet.get());
            } else {
                checkUnique(new Ipv6Prefix(address.get(), 128), text.location(), reserved);
                addresses.add(address.get());
            }
        }
        return addresses;
    }

    private List<ReservedPrefix> prefixes(Section section, Map<Ipv6Prefix, Location> reserved) {
        List<JsonString> excluded = section.texts("excluded-prefixes");
        List<JsonString> texts = section.texts("prefixes");
        if (!excluded.isEmpty() && excluded.size() != texts.size()) {
            problems.error(
                    section.at("excluded-prefixes"),
                    "'excluded-prefixes' needs an entry for each of the "
                            + texts.size()
                            + " 'prefixes', \"\" where nothing is excluded");
        }
        List<ReservedPrefix> prefixes = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<Ipv6Prefix> prefix = prefix(texts.get(i));
            Optional<JsonString> inner =
                    i < excluded.size() ? Optional.of(excluded.get(i)) : Optional.empty();
            if (prefix.isPresent()) {
                checkUnique(prefix.get(), texts.get(i).location(), reserved);
                prefixes.add(
                        new ReservedPrefix(
                                prefix.get(), inner.flatMap(e -> excluded(e, prefix.get()))));
            }
        }
        return prefixes;
    }

    private Optional<Ipv6Prefix> excluded(JsonString text, Ipv6Prefix delegated) {
        if (text.value().isBlank()) {
            return Optional.empty();
        }
        Optional<Ipv6Prefix> excluded = prefix(text);
        if (excluded.isPresent()
                && (excluded.get().length() <= delegated.length()
                        || !delegated.contains(excluded.get()))) {
            problems.error(
                    text.location(),
                    "excluded prefix "
                            + excluded.get()
                            + " is no part of the reserved prefix "
                            + delegated);
            return Optional.empty();
        }
        return excluded;
    }

    private Optional<Ipv6Prefix> prefix(JsonString text) {
        try {
            Ipv6Prefix prefix = Ipv6Prefix.parse(text.value().strip());
            if (prefix.length() > 0) {
                return Optional.of(new Ipv6Prefix(prefix.first(), prefix.length()));
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like a prefix that is everything.
        }
        problems.error(
                text.location(),
                "'"
                        + JsonToken.excerpt(text.value())
                        + "' is no IPv6 prefix: expected \"address/length\"");
        return Optional.empty();
    }

    private void checkUnique(
            Ipv6Prefix prefix, Location location, Map<Ipv6Prefix, Location> reserved) {
        Location previous = reserved.putIfAbsent(prefix, location);
        if (unique && previous != null) {
            problems.error(
                    location,
                    (prefix.length() == 128 ? prefix.first() : prefix)
                            + " is already reserved at "
                            + previous
                            + "; set 'ip-reservations-unique' to false if several clients share"
                            + " it");
        }
    }
}
