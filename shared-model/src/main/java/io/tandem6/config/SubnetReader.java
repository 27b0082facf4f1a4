package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one subnet, with what it inherits from its shared network and from the globals. */
final class SubnetReader {
    private final Section global;
    private final OptionDataReader options;
    private final ClassGuardReader classes;
    private final ReservationReader reservations;
    private final DdnsReader ddns;
    private final Problems problems;

    SubnetReader(
            Section global,
            OptionDataReader options,
            ReservationReader reservations,
            Problems problems) {
        this.global = global;
        this.options = options;
        this.classes = new ClassGuardReader(KnownClasses.of(global, problems), problems);
        this.reservations = reservations;
        this.ddns = new DdnsReader(global, problems);
        this.problems = problems;
    }

    /**
     * The shared network of a subnet.
     *
     * @param name its name
     * @param section its settings
     * @param guard who may use it
     * @param additionalClasses evaluated for clients there
     * @param options its own options
     * @param haServerName a server of the HA relationship that it belongs to
     */
    record Network(
            String name,
            Section section,
            ClassGuard guard,
            List<String> additionalClasses,
            List<OptionData> options,
            Optional<String> haServerName) {}

    Network network(Section section) {
        checkLink(section, Optional.empty(), "shared network");
        relays(section);
        LifetimesReader.read(Scope.of(section, global), problems);
        LeasePolicyReader.read(Scope.of(section, global), problems);
        return new Network(
                section.text("name").orElseThrow(),
                section,
                ClassGuard.of(classes.guard(section)),
                classes.additional(section),
                options.read(section.sections("option-data")),
                HaServerName.read(section, problems).map(JsonString::value));
    }

    /** Empty, with an error in the problems, if the subnet cannot be used. */
    Optional<Subnet> subnet(Section section, Optional<Network> network, long id) {
        int errors = problems.errors();
        Optional<Ipv6Prefix> prefix = prefix(section);
        checkLink(section, network, "subnet");
        Scope scope =
                network.map(n -> Scope.of(section, n.section, global))
                        .orElseGet(() -> Scope.of(section, global));
        Scope link =
                network.map(n -> Scope.of(section, n.section)).orElseGet(() -> Scope.of(section));
        Optional<Lifetimes> lifetimes = LifetimesReader.read(scope, problems);
        LeasePolicy leasing = LeasePolicyReader.read(scope, problems);
        List<OptionData> own = options.read(section.sections("option-data"));
        PoolReader poolReader = new PoolReader(options, classes, problems);
        List<Pool> pools = prefix.map(p -> poolReader.pools(section, p)).orElseGet(List::of);
        List<PdPool> pdPools = poolReader.pdPools(section);
        poolReader.checkOverlaps();
        List<Ipv6Address> relays = relays(section);
        ClassGuard guard = ClassGuard.of(classes.guard(section));
        List<String> additional = new ArrayList<>(classes.additional(section));
        network.ifPresent(n -> additional.addAll(n.additionalClasses));
        ReservationMode mode = ReservationModeReader.read(scope, problems);
        List<HostReservation> hosts = reservations.read(section, prefix);
        DdnsSettings names = ddns.read(scope);
        Optional<String> haServerName =
                HaServerName.read(section, problems)
                        .map(JsonString::value)
                        .or(() -> network.flatMap(Network::haServerName));
        if (problems.errors() > errors || prefix.isEmpty() || lifetimes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Subnet(
                        id,
                        prefix.get(),
                        network.map(Network::name),
                        link.filledText("interface"),
                        link.filledText("interface-id")
                                .map(t -> Octets.of(t.getBytes(StandardCharsets.UTF_8))),
                        relays.isEmpty()
                                ? network.map(n -> relays(n.section)).orElseGet(List::of)
                                : relays,
                        pools,
                        pdPools,
                        lifetimes.get(),
                        link.flag("rapid-commit").orElse(false),
                        network.map(n -> n.guard.and(guard)).orElse(guard),
                        additional,
                        OptionDataReader.merge(
                                own, network.map(Network::options).orElseGet(List::of)),
                        leasing,
                        mode,
                        hosts,
                        names,
                        haServerName));
    }

    private Optional<Ipv6Prefix> prefix(Section section) {
        String text = section.text("subnet").orElseThrow();
        try {
            return Optional.of(Ipv6Prefix.parse(text.strip()));
        } catch (IllegalArgumentException e) {
            problems.error(
                    section.at("subnet"),
                    "'"
                            + JsonToken.excerpt(text)
                            + "' is no IPv6 prefix: expected \"address/length\"");
            return Optional.empty();
        }
    }

    /** Either clients are heard on an interface, or relays name themselves. */
    private void checkLink(Section section, Optional<Network> network, String what) {
        boolean hasInterface = section.filledText("interface").isPresent();
        boolean hasInterfaceId = section.filledText("interface-id").isPresent();
        boolean both =
                (hasInterface && hasInterfaceId)
                        || (hasInterface && networkHas(network, "interface-id"))
                        || (hasInterfaceId && networkHas(network, "interface"));
        if (both) {
            problems.error(
                    section.at(hasInterfaceId ? "interface-id" : "interface"),
                    "'interface' (clients on a local link) and 'interface-id' (clients behind a"
                            + " relay) exclude each other for one "
                            + what);
        }
    }

    private static boolean networkHas(Optional<Network> network, String name) {
        return network.flatMap(n -> n.section.filledText(name)).isPresent();
    }

    private List<Ipv6Address> relays(Section section) {
        List<Ipv6Address> addresses = new ArrayList<>();
        Optional<Section> relay = section.section("relay");
        if (relay.isEmpty()) {
            return addresses;
        }
        List<JsonString> texts = new ArrayList<>(relay.get().texts("ip-addresses"));
        relay.get()
                .filledText("ip-address")
                .ifPresent(t -> texts.add(new JsonString(relay.get().at("ip-address"), t)));
        if (relay.get().has("ip-address") && relay.get().has("ip-addresses")) {
            problems.error(
                    relay.get().at("ip-address"),
                    "'ip-address' and 'ip-addresses' exclude each other, use the latter");
        }
        for (JsonString text : texts) {
            Optional<Ipv6Address> address = Ipv6Address.tryParse(text.value());
            if (address.isEmpty()) {
                problems.error(
                        text.location(),
                        "'" + JsonToken.excerpt(text.value()) + "' is no IPv6 address of a relay");
            } else if (addresses.contains(address.get())) {
                problems.error(text.location(), "relay " + address.get() + " is given twice");
            } else if (!address.get().isUnspecified()) {
                addresses.add(address.get());
            }
        }
        return addresses;
    }
}
