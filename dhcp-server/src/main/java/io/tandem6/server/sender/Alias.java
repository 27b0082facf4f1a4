package io.tandem6.server.sender;

import io.tandem6.classify.Evaluation;
import io.tandem6.classify.PacketView;
import io.tandem6.config.FlexId;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import io.tandem6.wire.Octets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A message as the rules see it, where the flex_id hook gives its sender another identity: leases
 * belong to the flexible identifier, and the client reads its own in the reply.
 *
 * @param original as the client sent it
 * @param message as the rules see it
 */
public record Alias(ClientMessage original, ClientMessage message) {
    /** Kea's DUID type for flexible identifiers, which nobody else uses. */
    private static final Octets DUID_TYPE = Octets.of((byte) 0, (byte) 0);

    private static final Iaid ONLY = new Iaid(0);

    /** The message as it is. */
    public static Alias none(ClientMessage message) {
        return new Alias(message, message);
    }

    /** The message under the identity that {@code flexId} gives it, if it gives one. */
    public static Alias of(
            PacketView packet, Optional<FlexId> flexId, Collection<String> assigned) {
        ClientMessage message = packet.message();
        if (flexId.isEmpty()) {
            return none(message);
        }
        Options options = message.options();
        if (flexId.get().replacesClientId() && options.clientId().isPresent()) {
            Octets identifier =
                    Evaluation.of(flexId.get().identifier(), packet, Set.copyOf(assigned)).octets();
            options = withClientId(options, identifier);
        }
        if (flexId.get().ignoresIaid()) {
            options = withIaids(options, ONLY, ONLY);
        }
        return new Alias(message, with(message, options));
    }

    /** A reply to the message, as its sender must see it. */
    public ClientMessage restore(ClientMessage reply) {
        if (message == original) {
            return reply;
        }
        Options asked = original.options();
        Options options = reply.options();
        if (!message.options().clientId().equals(asked.clientId())) {
            Options.Builder restored = Options.builder();
            asked.clientId().ifPresent(id -> restored.add(new ClientIdentifier(id)));
            for (Option option : options.list()) {
                if (!(option instanceof ClientIdentifier)) {
                    restored.add(option);
                }
            }
            options = restored.build();
        }
        return with(
                reply,
                withIaids(
                        options,
                        asked.first(IaNa.class).map(IaNa::iaid).orElse(ONLY),
                        asked.first(IaPd.class).map(IaPd::iaid).orElse(ONLY)));
    }

    private static Options withClientId(Options options, Octets identifier) {
        if (identifier.isEmpty() || identifier.length() > Duid.LENGTH_MAX - DUID_TYPE.length()) {
            return options;
        }
        byte[] duid = new byte[DUID_TYPE.length() + identifier.length()];
        identifier.copyTo(duid, DUID_TYPE.length());
        Options.Builder replaced = Options.builder();
        for (Option option : options.list()) {
            replaced.add(
                    option instanceof ClientIdentifier
                            ? new ClientIdentifier(new Duid(Octets.of(duid)))
                            : option);
        }
        return replaced.build();
    }

    /** Associations that are the only ones of their kind get these numbers. */
    private static Options withIaids(Options options, Iaid address, Iaid prefix) {
        boolean oneNa = options.iaNas().size() == 1;
        boolean onePd = options.iaPds().size() == 1;
        Options.Builder replaced = Options.builder();
        for (Option option : options.list()) {
            replaced.add(
                    switch (option) {
                        case IaNa ia when oneNa ->
                                new IaNa(address, ia.t1(), ia.t2(), ia.options());
                        case IaPd ia when onePd -> new IaPd(prefix, ia.t1(), ia.t2(), ia.options());
                        default -> option;
                    });
        }
        return replaced.build();
    }

    private static ClientMessage with(ClientMessage message, Options options) {
        return new ClientMessage(message.type(), message.transactionId(), options);
    }
}
