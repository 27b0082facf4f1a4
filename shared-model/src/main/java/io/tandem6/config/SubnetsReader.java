package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.SubnetReader.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all subnets, gives ids to those without, and checks what must be unique or agree among
 * them.
 */
final class SubnetsReader {
    private final SubnetReader reader;
    private final Problems problems;
    private final List<Subnet> subnets = new ArrayList<>();
    private final Map<Long, Location> idsGiven = new HashMap<>();
    private final Map<Prefix, Location> prefixes = new HashMap<>();
    private final Set<Long> idsUsed = new HashSet<>();
    private long nextId = 1;

    SubnetsReader(SubnetReader reader, Problems problems) {
        this.reader = reader;
        this.problems = problems;
    }

    /** A prefix without regard to the bits behind its length. */
    private record Prefix(Ipv6Address first, int length) {
        static Prefix of(Ipv6Prefix prefix) {
            return new Prefix(prefix.first(), prefix.length());
        }
    }

    /** Those of shared networks first, wherever they stand: the order of Kea's numbering. */
    List<Subnet> read(Section global) {
        collectIds(global);
        Map<String, Location> names = new HashMap<>();
        for (Section section : global.sections("shared-networks")) {
            String name = section.text("name").orElseThrow();
            Location previous = names.putIfAbsent(name, section.at("name"));
            if (name.isBlank()) {
                problems.error(section.at("name"), "a shared network needs a name");
            } else if (previous != null) {
                problems.error(
                        section.at("name"),
                        "shared network '"
                                + JsonToken.excerpt(name)
                                + "' stands twice, first at "
                                + previous);
            }
            network(section);
        }
        for (Section section : global.sections("subnet6")) {
            add(section, Optional.empty());
        }
        return subnets;
    }

    private void collectIds(Section global) {
        List<Section> all = new ArrayList<>(global.sections("subnet6"));
        global.sections("shared-networks").forEach(n -> all.addAll(n.sections("subnet6")));
        for (Section section : all) {
            long id = section.number("id", 0);
            if (id != 0) {
                idsUsed.add(id);
                Location previous = idsGiven.putIfAbsent(id, section.at("id"));
                if (previous != null) {
                    problems.error(
                            section.at("id"),
                            "subnet id " + id + " is already used at " + previous);
                }
            }
        }
    }

    private long id(Section section) {
        long given = section.number("id", 0);
        if (given != 0) {
            return given;
        }
        // Kea 2.2 would give a number that stands explicitly further down and then refuse that
        // one; skipping it accepts the configuration.
        while (!idsUsed.add(nextId)) {
            nextId++;
        }
        return nextId;
    }

    private Optional<Subnet> add(Section section, Optional<Network> network) {
        Optional<Subnet> subnet = reader.subnet(section, network, id(section));
        subnet.ifPresent(
                s -> {
                    Location previous =
                            prefixes.putIfAbsent(Prefix.of(s.prefix()), section.at("subnet"));
                    if (previous != null) {
                        problems.error(
                                section.at("subnet"),
                                "subnet " + s.prefix() + " already stands at " + previous);
                    }
                    subnets.add(s);
                });
        return subnet;
    }

    private void network(Section section) {
        Network network = reader.network(section);
        Optional<Boolean> rapidCommit = section.flag("rapid-commit");
        Optional<String> interfaceName = section.filledText("interface");
        for (Section member : section.sections("subnet6")) {
            Optional<Subnet> subnet = add(member, Optional.of(network));
            if (subnet.isEmpty()) {
                continue;
            }
            Subnet s = subnet.get();
            if (rapidCommit.isPresent() && rapidCommit.get() != s.rapidCommit()) {
                problems.error(
                        member.at("rapid-commit"),
                        "all subnets of a shared network need the same 'rapid-commit', here "
                                + rapidCommit.get());
            }
            if (interfaceName.isPresent() && !interfaceName.equals(s.interfaceName())) {
                problems.error(
                        member.at("interface"),
                        "all subnets of a shared network need the same 'interface', here '"
                                + interfaceName.get()
                                + "'");
            }
            rapidCommit = rapidCommit.or(() -> Optional.of(s.rapidCommit()));
            interfaceName = interfaceName.or(s::interfaceName);
        }
    }
}
