package io.tandem6.cli.client;

import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.OptionCode;
import io.tandem6.option.OptionRequest;
import io.tandem6.option.Options;
import io.tandem6.option.ServerIdentifier;
import java.time.Duration;
import java.util.Optional;

/**
 * The messages of one client and the check of their answers (RFC 9915 sections 16 and 18.2).
 *
 * @param client who sends them
 */
record ClientMessages(ClientIdentity client) {
    private static final int ELAPSED_MAX = 0xffff;

    /** Asks all servers for an address and a prefix. */
    ClientMessage solicit(int transactionId) {
        Options options =
                common().addAll(associations(Options.EMPTY, Options.EMPTY))
                        .add(OptionRequest.of(OptionCode.SOL_MAX_RT, OptionCode.DNS_SERVERS))
                        .build();
        return new ClientMessage(MessageType.SOLICIT, transactionId, options);
    }

    /** Asks the server that offers {@code offer} for it. */
    ClientMessage request(int transactionId, Binding offer) {
        return about(MessageType.REQUEST, transactionId, offer, true);
    }

    /** Asks the server that gave {@code binding} to extend it. */
    ClientMessage renew(int transactionId, Binding binding) {
        return about(MessageType.RENEW, transactionId, binding, true);
    }

    /** Asks any server to extend {@code binding}. */
    ClientMessage rebind(int transactionId, Binding binding) {
        return about(MessageType.REBIND, transactionId, binding, false);
    }

    /** {@code message} as it is sent when its first transmission is {@code elapsed} ago. */
    static ClientMessage after(ClientMessage message, Duration elapsed) {
        int hundredths = (int) Math.min(ELAPSED_MAX, elapsed.toMillis() / 10);
        Options options =
                message.options()
                        .without(OptionCode.ELAPSED_TIME)
                        .with(new ElapsedTime(hundredths));
        return new ClientMessage(message.type(), message.transactionId(), options);
    }

    /** True if {@code answer} is of that type and meant for the sender of {@code question}. */
    boolean answers(ClientMessage answer, int type, ClientMessage question) {
        return answer.type() == type
                && answer.transactionId() == question.transactionId()
                && answer.options().serverId().isPresent()
                && answer.options().clientId().equals(Optional.of(client.duid()));
    }

    private ClientMessage about(int type, int transactionId, Binding binding, boolean toItsServer) {
        Options.Builder options = common();
        if (toItsServer) {
            options.add(new ServerIdentifier(binding.server()));
        }
        // Lifetimes are of no meaning from a client that has no wish for particular ones.
        Options address = Options.of(new IaAddress(binding.address(), 0, 0, Options.EMPTY));
        Options prefix = Options.of(new IaPrefix(0, 0, binding.prefix(), Options.EMPTY));
        options.addAll(associations(address, prefix));
        options.add(OptionRequest.of(OptionCode.SOL_MAX_RT, OptionCode.DNS_SERVERS));
        return new ClientMessage(type, transactionId, options.build());
    }

    private Options.Builder common() {
        return Options.builder().add(new ClientIdentifier(client.duid())).add(new ElapsedTime(0));
    }

    private Options associations(Options address, Options prefix) {
        return Options.of(
                new IaNa(client.addressIaid(), 0, 0, address),
                new IaPd(client.prefixIaid(), 0, 0, prefix));
    }
}
