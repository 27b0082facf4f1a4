package io.tandem6.server.exchange;

import io.tandem6.lease.Lease;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.ClientFqdn;
import io.tandem6.wire.DomainName;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says of its name (RFC 4704) and what it is told. This server makes no DNS updates,
 * which it says by N in its answer; a client that wanted them learns by O that it was overruled.
 *
 * @param fqdn the client's option, if it sent one
 */
record ClientHostname(Optional<ClientFqdn> fqdn) {
    static ClientHostname of(ClientMessage message) {
        return new ClientHostname(message.options().clientFqdn());
    }

    /** RFC 4704 section 4.1: S asks for an update and N forbids it. */
    boolean isContradictory() {
        return fqdn.filter(f -> f.has(ClientFqdn.SERVER_UPDATES | ClientFqdn.NO_UPDATE))
                .isPresent();
    }

    /** The option of the reply. */
    Optional<ClientFqdn> answer() {
        return fqdn.map(f -> new ClientFqdn(answerFlags(f), answerName(f)));
    }

    /** A client without a name stays without one. */
    private static DomainName answerName(ClientFqdn asked) {
        return asked.name().isEmpty() ? asked.name() : asked.name().complete();
    }

    private static int answerFlags(ClientFqdn asked) {
        boolean overruled = asked.has(ClientFqdn.SERVER_UPDATES);
        return ClientFqdn.NO_UPDATE | (overruled ? ClientFqdn.OVERRIDDEN : 0);
    }

    /** The lease with the client's name on it, as Kea keeps it: lower case, with the final dot. */
    Lease applyTo(Lease lease) {
        return fqdn.filter(f -> !f.name().isEmpty())
                .map(f -> f.name().complete().toString().toLowerCase(Locale.ROOT))
                .map(name -> lease.withHostname(name, false, false))
                .orElse(lease);
    }
}
