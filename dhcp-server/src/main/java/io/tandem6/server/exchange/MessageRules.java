package io.tandem6.server.exchange;

import io.tandem6.identity.Duid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import java.util.Optional;

/** Which messages a server discards unseen (RFC 9915 section 16). */
public final class MessageRules {
    private final Duid serverId;

    /** The rules for the server with this DUID. */
    public MessageRules(Duid serverId) {
        this.serverId = serverId;
    }

    /**
     * Why {@code message} must be discarded, if it must.
     *
     * @param unicast true if it was not relayed and sent to a unicast address
     */
    public Optional<DropReason> violation(ClientMessage message, boolean unicast) {
        Options options = message.options();
        return switch (message.type()) {
            case MessageType.SOLICIT, MessageType.CONFIRM, MessageType.REBIND ->
                    first(
                            unicast(unicast),
                            clientIdMissing(options),
                            clientIdRepeated(options),
                            serverIdPresent(options));
            case MessageType.REQUEST, MessageType.RENEW, MessageType.RELEASE, MessageType.DECLINE ->
                    first(
                            notForUs(options),
                            unicast(unicast),
                            clientIdMissing(options),
                            clientIdRepeated(options),
                            serverIdMissing(options),
                            serverIdRepeated(options));
            case MessageType.INFORMATION_REQUEST ->
                    first(
                            notForUs(options),
                            unicast(unicast),
                            clientIdRepeated(options),
                            serverIdRepeated(options));
            case MessageType.ADVERTISE, MessageType.REPLY, MessageType.RECONFIGURE ->
                    Optional.of(DropReason.NOT_A_CLIENT_MESSAGE);
            default -> Optional.of(DropReason.UNKNOWN_MESSAGE_TYPE);
        };
    }

    @SafeVarargs
    private static Optional<DropReason> first(Optional<DropReason>... checks) {
        for (Optional<DropReason> check : checks) {
            if (check.isPresent()) {
                return check;
            }
        }
        return Optional.empty();
    }

    private static Optional<DropReason> when(boolean violated, DropReason reason) {
        return violated ? Optional.of(reason) : Optional.empty();
    }

    private static Optional<DropReason> unicast(boolean unicast) {
        return when(unicast, DropReason.UNICAST);
    }

    private static Optional<DropReason> clientIdMissing(Options options) {
        return when(options.count(OptionCode.CLIENT_ID) == 0, DropReason.CLIENT_ID_MISSING);
    }

    private static Optional<DropReason> clientIdRepeated(Options options) {
        return when(options.count(OptionCode.CLIENT_ID) > 1, DropReason.CLIENT_ID_REPEATED);
    }

    private static Optional<DropReason> serverIdMissing(Options options) {
        return when(options.count(OptionCode.SERVER_ID) == 0, DropReason.SERVER_ID_MISSING);
    }

    private static Optional<DropReason> serverIdRepeated(Options options) {
        return when(options.count(OptionCode.SERVER_ID) > 1, DropReason.SERVER_ID_UNEXPECTED);
    }

    private static Optional<DropReason> serverIdPresent(Options options) {
        return when(options.count(OptionCode.SERVER_ID) > 0, DropReason.SERVER_ID_UNEXPECTED);
    }

    private Optional<DropReason> notForUs(Options options) {
        return when(
                options.serverId().filter(id -> !id.equals(serverId)).isPresent(),
                DropReason.NOT_FOR_US);
    }
}
