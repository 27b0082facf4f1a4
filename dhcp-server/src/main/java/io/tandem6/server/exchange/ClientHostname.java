package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.DdnsSettings;
import io.tandem6.config.DdnsSettings.ReplaceClientName;
import io.tandem6.config.HostReservation;
import io.tandem6.lease.Lease;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.ClientFqdn;
import io.tandem6.server.subnet.Link;
import io.tandem6.wire.DomainName;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says of its name (RFC 4704) and what it is told. No DNS updates are made here; the
 * flags say what the configuration says of them.
 *
 * @param answer the option of the reply, if any; its name may still be empty
 * @param leaseName what the leases are to keep, empty if nothing
 * @param names how names are made
 */
record ClientHostname(Optional<ClientFqdn> answer, String leaseName, HostNames names) {
    /** RFC 4704 section 4.1: S asks for an update and N forbids it. */
    static boolean isContradictory(ClientMessage message) {
        return message.options()
                .clientFqdn()
                .filter(f -> f.has(ClientFqdn.SERVER_UPDATES | ClientFqdn.NO_UPDATE))
                .isPresent();
    }

    /** What the sender of {@code request} is told; {@code global} counts where it has no link. */
    static ClientHostname of(Request request, DdnsSettings global) {
        DdnsSettings settings = request.link().map(l -> l.selected().ddns()).orElse(global);
        HostNames names = new HostNames(settings);
        Optional<String> reserved = request.link().flatMap(l -> reserved(request, l));
        Optional<ClientFqdn> asked = asked(request.message(), settings.replaceClientName());
        if (asked.isEmpty()) {
            return new ClientHostname(Optional.empty(), reserved.orElse(""), names);
        }
        DomainName name =
                reserved.map(names::qualified)
                        .orElseGet(() -> name(asked.get(), settings.replaceClientName(), names));
        ClientFqdn answer = new ClientFqdn(flags(asked.get(), settings), name);
        return new ClientHostname(
                Optional.of(answer), name.isEmpty() ? "" : name.toString(), names);
    }

    private static Optional<String> reserved(Request request, Link link) {
        return request.hosts()
                .current(link.selected())
                .or(
                        () ->
                                link.subnets().stream()
                                        .flatMap(s -> request.hosts().own(s).stream())
                                        .findFirst())
                .flatMap(HostReservation::hostname);
    }

    /** A client that is silent about its name may be given one, as if it had asked for it all. */
    private static Optional<ClientFqdn> asked(ClientMessage message, ReplaceClientName replace) {
        boolean fabricated =
                replace == ReplaceClientName.ALWAYS
                        || replace == ReplaceClientName.WHEN_NOT_PRESENT;
        return message.options()
                .clientFqdn()
                .or(
                        () ->
                                fabricated
                                        ? Optional.of(
                                                new ClientFqdn(
                                                        ClientFqdn.SERVER_UPDATES,
                                                        DomainName.EMPTY))
                                        : Optional.empty());
    }

    private static DomainName name(ClientFqdn asked, ReplaceClientName replace, HostNames names) {
        return switch (replace) {
            case ALWAYS, WHEN_PRESENT -> DomainName.EMPTY;
            case NEVER, WHEN_NOT_PRESENT -> names.sanitized(asked.name());
        };
    }

    /** RFC 4704 section 6.1, with what the operator overrides; O tells of a changed S. */
    private static int flags(ClientFqdn asked, DdnsSettings settings) {
        boolean wanted = asked.has(ClientFqdn.SERVER_UPDATES);
        boolean refused = asked.has(ClientFqdn.NO_UPDATE);
        boolean forward;
        boolean none;
        if (!settings.updates()) {
            forward = false;
            none = true;
        } else if (refused) {
            forward = settings.overrideNoUpdate();
            none = !forward;
        } else {
            forward = wanted || settings.overrideClientUpdate();
            none = false;
        }
        return (forward ? ClientFqdn.SERVER_UPDATES : 0)
                | (forward == wanted ? 0 : ClientFqdn.OVERRIDDEN)
                | (none ? ClientFqdn.NO_UPDATE : 0);
    }

    /** The lease with the client's name on it, as Kea keeps it: lower case, with the final dot. */
    Lease applyTo(Lease lease) {
        boolean reverse = answer.filter(a -> !a.has(ClientFqdn.NO_UPDATE)).isPresent();
        boolean forward = answer.filter(a -> a.has(ClientFqdn.SERVER_UPDATES)).isPresent();
        return leaseName.isEmpty() && !reverse
                ? lease
                : lease.withHostname(leaseName.toLowerCase(Locale.ROOT), forward, reverse);
    }

    /** The same where the client, or the configuration, leaves the name to the server. */
    ClientHostname completed(Ipv6Address address) {
        if (answer.isEmpty() || !answer.get().name().isEmpty()) {
            return this;
        }
        DomainName name = names.generated(address);
        return new ClientHostname(
                Optional.of(new ClientFqdn(answer.get().flags(), name)), name.toString(), names);
    }
}
