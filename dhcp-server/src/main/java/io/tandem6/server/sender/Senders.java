package io.tandem6.server.sender;

import io.tandem6.classify.Evaluation;
import io.tandem6.classify.PacketView;
import io.tandem6.config.BuiltInClasses;
import io.tandem6.config.HostIdentifier;
import io.tandem6.config.HostReservation;
import io.tandem6.config.HostSettings;
import io.tandem6.config.Subnet;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.server.subnet.Link;
import io.tandem6.server.subnet.SubnetSelector;
import io.tandem6.wire.Octets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who sent a message, in Kea's order: classes by the packet, the global reservation where
 * it is to be looked up early, the subnet, the reservations, classes that depend on whether there
 * are any. Who is in {@code DROP} on the way goes no further.
 */
public final class Senders {
    private final Classifier classifier;
    private final HostIndex hosts;
    private final HostSettings settings;
    private final SubnetSelector subnets;

    /** Looks for senders among these classes, reservations and subnets. */
    public Senders(
            Classifier classifier, HostIndex hosts, HostSettings settings, SubnetSelector subnets) {
        this.classifier = classifier;
        this.hosts = hosts;
        this.settings = settings;
        this.subnets = subnets;
    }

    /**
     * The sender of {@code packet}.
     *
     * @param arrival the way it came
     * @param assigned classes that it belongs to whatever it contains
     * @param hardwareAddress the client's, if it can be told
     */
    public Sender identify(
            PacketView packet,
            Arrival arrival,
            Collection<String> assigned,
            Optional<HardwareAddress> hardwareAddress) {
        Classification classes = classifier.first(packet, assigned);
        if (isUnwanted(classes)) {
            return unwanted(classes);
        }
        List<HostIdentifier> identifiers = identifiers(packet, classes, hardwareAddress);
        Optional<HostReservation> early =
                settings.earlyGlobalLookup() ? hosts.global(identifiers) : Optional.empty();
        if (early.isPresent()) {
            classes = knownEarly(packet, assigned, early.get());
            if (isUnwanted(classes)) {
                return unwanted(classes);
            }
        }
        Optional<Link> link = subnets.select(arrival, classes.classes());
        FoundHosts found = link.map(l -> hosts.find(l, identifiers)).orElse(FoundHosts.NONE);
        if (early.isPresent()) {
            found = new FoundHosts(early, found.bySubnet());
        }
        classes = afterLookup(packet, classes, link, found);
        return isUnwanted(classes) ? unwanted(classes) : new Sender(link, classes, found, false);
    }

    private static boolean isUnwanted(Classification classes) {
        return classes.contains(BuiltInClasses.DROP);
    }

    private static Sender unwanted(Classification classes) {
        return new Sender(Optional.empty(), classes, FoundHosts.NONE, true);
    }

    /** What was found out before counts no more: the reservation's classes may change it. */
    private Classification knownEarly(
            PacketView packet, Collection<String> assigned, HostReservation host) {
        List<String> start = new ArrayList<>(assigned);
        start.addAll(host.clientClasses());
        return classifier.afterReservations(packet, classifier.first(packet, start), true);
    }

    /**
     * In a shared network it is not decided yet which subnet the client gets its leases from, so
     * that the classes of a subnet's reservation come later, too late to decide on leases.
     */
    private Classification afterLookup(
            PacketView packet, Classification before, Optional<Link> link, FoundHosts found) {
        List<String> reserved =
                link.flatMap(l -> deciding(l, found))
                        .map(HostReservation::clientClasses)
                        .orElse(List.of());
        return classifier.afterReservations(packet, before.with(reserved), found.isKnown());
    }

    private static Optional<HostReservation> deciding(Link link, FoundHosts found) {
        Subnet subnet = link.selected();
        Optional<HostReservation> current = found.current(subnet);
        return subnet.sharedNetwork().isPresent() && found.own(subnet).isPresent()
                ? Optional.empty()
                : current;
    }

    private List<HostIdentifier> identifiers(
            PacketView packet, Classification classes, Optional<HardwareAddress> hardware) {
        List<HostIdentifier> identifiers = new ArrayList<>();
        for (HostIdentifier.Type type : settings.identifiers()) {
            Optional<Octets> value =
                    switch (type) {
                        case HW_ADDRESS -> hardware.map(HardwareAddress::octets);
                        case DUID -> packet.message().options().clientId().map(d -> d.octets());
                        case FLEX_ID -> flexId(packet, classes);
                    };
            value.filter(v -> !v.isEmpty())
                    .ifPresent(v -> identifiers.add(new HostIdentifier(type, v)));
        }
        return identifiers;
    }

    private Optional<Octets> flexId(PacketView packet, Classification classes) {
        return settings.flexId()
                .map(f -> Evaluation.of(f.identifier(), packet, classes.classes()).octets());
    }
}
