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

    /** True if the client names this server as the one that is to answer. */
    public boolean isNamed(ClientMessage message) {
        return message.options().serverId().equals(Optional.of(serverId));
    }

    /**
     * Why {@code message} must be discarded, if it must.
     *
     * @param unicast true if it was not relayed and sent to a unicast address
     * @param partner the DUID of a server whose messages are answered too
     */
    public Optional<DropReason> violation(
            ClientMessage message, boolean unicast, Optional<Duid> partner) {
        boolean isForOthers =
                message.options()
                        .serverId()
                        .filter(id -> !id.equals(serverId) && !partner.equals(Optional.of(id)))
                        .isPresent();
        return switch (message.type()) {
            case MessageType.SOLICIT,
                    MessageType.CONFIRM,
                    MessageType.REBIND,
                    MessageType.ADDR_REG_INFORM ->
                    violation(message.options(), isForOthers, unicast, 1, 0, 0);
            case MessageType.REQUEST, MessageType.RENEW, MessageType.RELEASE, MessageType.DECLINE ->
                    violation(message.options(), isForOthers, unicast, 1, 1, 1);
            case MessageType.INFORMATION_REQUEST ->
                    violation(message.options(), isForOthers, unicast, 0, 0, 1);
            case MessageType.ADVERTISE,
                    MessageType.REPLY,
                    MessageType.RECONFIGURE,
                    MessageType.ADDR_REG_REPLY ->
                    Optional.of(DropReason.NOT_A_CLIENT_MESSAGE);
            default -> Optional.of(DropReason.UNKNOWN_MESSAGE_TYPE);
        };
    }

    /** The checks in Kea's order; a client identifier may be there once at most. */
    private static Optional<DropReason> violation(
            Options options,
            boolean isForOthers,
            boolean unicast,
            int clientIdsMin,
            int serverIdsMin,
            int serverIdsMax) {
        int clientIds = options.count(OptionCode.CLIENT_ID);
        int serverIds = options.count(OptionCode.SERVER_ID);
        if (isForOthers) {
            return Optional.of(DropReason.NOT_FOR_US);
        }
        if (unicast) {
            return Optional.of(DropReason.UNICAST);
        }
        if (clientIds < clientIdsMin) {
            return Optional.of(DropReason.CLIENT_ID_MISSING);
        }
        if (clientIds > 1) {
            return Optional.of(DropReason.CLIENT_ID_REPEATED);
        }
        if (serverIds < serverIdsMin) {
            return Optional.of(DropReason.SERVER_ID_MISSING);
        }
        return serverIds > serverIdsMax
                ? Optional.of(DropReason.SERVER_ID_UNEXPECTED)
                : Optional.empty();
    }
}
