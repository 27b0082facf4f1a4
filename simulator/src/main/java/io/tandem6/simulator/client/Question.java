package io.tandem6.simulator.client;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Options;
import io.tandem6.option.RapidCommit;
import io.tandem6.option.ServerIdentifier;
import java.util.Collection;
import java.util.Optional;

/**
 * A message that a client sends, perhaps several times (RFC 9915 section 18.2).
 *
 * @param client who asks
 * @param type one of {@link MessageType}
 * @param transactionId the same each time
 * @param server to whom it is addressed, if to one
 * @param about addresses and prefixes in it
 */
record Question(
        ClientTraits client,
        int type,
        int transactionId,
        Optional<Duid> server,
        Collection<Holding> about) {
    private static final int ELAPSED_MAX = 0xffff;
    private static final long NANOS_IN_HUNDREDTH = 10_000_000;

    /** The message as it is sent so long after the first time. */
    ClientMessage message(long elapsedNanos) {
        Options.Builder options =
                Options.builder()
                        .add(new ClientIdentifier(client.duid()))
                        .add(
                                new ElapsedTime(
                                        (int)
                                                Math.min(
                                                        ELAPSED_MAX,
                                                        elapsedNanos / NANOS_IN_HUNDREDTH)));
        server.ifPresent(id -> options.add(new ServerIdentifier(id)));
        if (type == MessageType.SOLICIT && client.rapidCommit()) {
            options.add(new RapidCommit());
        }
        // What is given back is all that matters; else everything is asked for.
        boolean namesAll = type != MessageType.DECLINE && type != MessageType.RELEASE;
        Options addresses = addresses();
        Options prefixes = prefixes();
        if (namesAll ? client.wantsAddress() : !addresses.isEmpty()) {
            options.add(new IaNa(client.iaid(), 0, 0, addresses));
        }
        boolean mayHavePrefix = type != MessageType.CONFIRM && type != MessageType.DECLINE;
        if (mayHavePrefix && (namesAll ? client.wantsPrefix() : !prefixes.isEmpty())) {
            options.add(new IaPd(client.iaid(), 0, 0, prefixes));
        }
        return new ClientMessage(type, transactionId, options.build());
    }

    private Options addresses() {
        Options.Builder options = Options.builder();
        for (Holding holding : about) {
            if (holding.type() == LeaseType.IA_NA) {
                options.add(new IaAddress(holding.address(), 0, 0, Options.EMPTY));
            }
        }
        return options.build();
    }

    private Options prefixes() {
        Options.Builder options = Options.builder();
        for (Holding holding : about) {
            if (holding.type() == LeaseType.IA_PD) {
                Ipv6Prefix prefix = new Ipv6Prefix(holding.address(), holding.prefixLength());
                options.add(new IaPrefix(0, 0, prefix, Options.EMPTY));
            }
        }
        return options.build();
    }
}
