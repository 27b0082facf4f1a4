package io.tandem6.server.exchange;

import io.tandem6.config.HostReservation;
import io.tandem6.config.OptionData;
import io.tandem6.config.Subnet;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.sender.Classification;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options that are configured for one client, most specific first. */
final class ClientOptions {
    private final Request request;
    private final ExchangeRules rules;

    ClientOptions(Request request, ExchangeRules rules) {
        this.request = request;
        this.rules = rules;
    }

    /** Of a client that gets no lease, on this link or on none that is configured. */
    List<OptionData> of(Optional<Link> link) {
        return collect(link.map(Link::selected), List.of());
    }

    /**
     * Of a client of {@code subnet}, with leases out of {@code pools}. Now that these are known,
     * their additional classes are evaluated.
     */
    List<OptionData> of(Subnet subnet, List<LeaseSpace> pools) {
        return collect(Optional.of(subnet), pools);
    }

    private List<OptionData> collect(Optional<Subnet> subnet, List<LeaseSpace> pools) {
        Optional<HostReservation> host = subnet.flatMap(s -> request.hosts().current(s));
        List<OptionData> options = new ArrayList<>();
        host.ifPresent(h -> options.addAll(h.options()));
        List<String> additional = new ArrayList<>();
        for (LeaseSpace pool : pools) {
            options.addAll(pool.options());
            additional.addAll(pool.additionalClasses());
        }
        subnet.ifPresent(
                s -> {
                    options.addAll(s.options());
                    additional.addAll(s.additionalClasses());
                });
        Set<String> classes = classes(host, additional);
        classes.forEach(name -> options.addAll(rules.classifier().options(name)));
        options.addAll(rules.globalOptions());
        return options.stream()
                .filter(
                        o ->
                                o.clientClasses().isEmpty()
                                        || o.clientClasses().stream().anyMatch(classes::contains))
                .toList();
    }

    private Set<String> classes(Optional<HostReservation> host, List<String> additional) {
        List<String> all = new ArrayList<>(request.classes());
        host.ifPresent(h -> all.addAll(h.clientClasses()));
        return rules.classifier()
                .additional(request.packet(), Classification.of(all), additional)
                .classes();
    }
}
