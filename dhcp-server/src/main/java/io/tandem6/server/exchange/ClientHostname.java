package io.tandem6.server.exchange;

import io.tandem6.lease.Lease;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.ClientFqdn;
import io.tandem6.wire.DomainName;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireWriter;
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

    /**
     * The option of the reply. A client without a name stays without one; a name that has no
     * character of a host name is not worth an answer.
     */
    Optional<ClientFqdn> answer() {
        return fqdn.flatMap(
                asked ->
                        asked.name().isEmpty()
                                ? Optional.of(new ClientFqdn(answerFlags(asked), asked.name()))
                                : name().map(n -> new ClientFqdn(answerFlags(asked), n)));
    }

    private static int answerFlags(ClientFqdn asked) {
        boolean overruled = asked.has(ClientFqdn.SERVER_UPDATES);
        return ClientFqdn.NO_UPDATE | (overruled ? ClientFqdn.OVERRIDDEN : 0);
    }

    /** The lease with the client's name on it, as Kea keeps it: lower case, with the final dot. */
    Lease applyTo(Lease lease) {
        return name().map(n -> n.toString().toLowerCase(Locale.ROOT))
                .map(n -> lease.withHostname(n, false, false))
                .orElse(lease);
    }

    /** The client's name, completed, without what Kea's default hostname-char-set removes. */
    private Optional<DomainName> name() {
        return fqdn.map(f -> sanitized(f.name()))
                .filter(labels -> !labels.isEmpty())
                .map(labels -> new DomainName(labels, true));
    }

    private static Octets sanitized(DomainName name) {
        WireWriter kept = new WireWriter(DomainName.LENGTH_MAX);
        WireWriter label = new WireWriter(DomainName.LABEL_LENGTH_MAX);
        Octets labels = name.labels();
        for (int at = 0; at < labels.length(); at += 1 + labels.at(at)) {
            label.clear();
            for (int i = at + 1; i <= at + labels.at(at); i++) {
                if (isHostnameCharacter(labels.at(i))) {
                    label.uint8(labels.at(i));
                }
            }
            if (label.length() > 0) {
                kept.uint8(label.length());
                kept.octets(label.toOctets());
            }
        }
        return kept.toOctets();
    }

    private static boolean isHostnameCharacter(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-';
    }
}
