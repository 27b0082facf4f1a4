package io.tandem6.message;

import io.tandem6.address.Ipv6Address;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Option;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import io.tandem6.option.RelaySourcePort;
import java.util.ArrayList;
import java.util.List;

/**
 * A message between relay agent and server around another one (RFC 9915 section 9).
 *
 * @param type {@link MessageType#RELAY_FORWARD} or {@link MessageType#RELAY_REPLY}
 * @param hopCount 0..255, number of relay agents below this one
 * @param linkAddress an address on the client's link, or {@code ::}
 * @param peerAddress whom the relay agent had the message from
 * @param inner contents of the Relay Message option
 * @param options all other options
 */
public record RelayMessage(
        int type,
        int hopCount,
        Ipv6Address linkAddress,
        Ipv6Address peerAddress,
        Packet inner,
        Options options)
        implements Packet {
    /** Octets before the options. */
    public static final int HEADER_LENGTH = 34;

    /** Most relay levels that are read, and written; Kea has the same limit. */
    public static final int LEVELS_MAX = 32;

    /** Checks type, hop count and options. */
    public RelayMessage {
        if (!MessageType.isRelay(type)) {
            throw new IllegalArgumentException("no type of a relay message: " + type);
        }
        if (hopCount < 0 || hopCount > 0xff) {
            throw new IllegalArgumentException("a hop count is 0..255, not " + hopCount);
        }
        if (options.contains(OptionCode.RELAY_MESSAGE)) {
            throw new IllegalArgumentException("the Relay Message option is 'inner', no option");
        }
    }

    @Override
    public ClientMessage innermost() {
        Packet packet = this;
        while (packet instanceof RelayMessage relay) {
            packet = relay.inner;
        }
        return (ClientMessage) packet;
    }

    /** This relay message and those inside it, the relay agent nearest to the server first. */
    public List<RelayMessage> levels() {
        List<RelayMessage> levels = new ArrayList<>();
        Packet packet = this;
        while (packet instanceof RelayMessage relay) {
            levels.add(relay);
            packet = relay.inner;
        }
        return List.copyOf(levels);
    }

    /**
     * The Relay-reply that takes {@code answer} back the way this Relay-forward came: every level
     * is answered by one with the same hop count, addresses, Interface-Id (RFC 9915 section 19.3)
     * and Relay Source Port (RFC 8357 section 5.2).
     */
    public RelayMessage replyWith(ClientMessage answer) {
        List<RelayMessage> levels = levels();
        Packet reply = answer;
        for (RelayMessage level : levels.reversed()) {
            reply = level.replyAround(reply);
        }
        return (RelayMessage) reply;
    }

    private RelayMessage replyAround(Packet innerReply) {
        Options.Builder echoed = Options.builder();
        for (Option option : options.list()) {
            if (option instanceof InterfaceId || option instanceof RelaySourcePort) {
                echoed.add(option);
            }
        }
        return new RelayMessage(
                MessageType.RELAY_REPLY,
                hopCount,
                linkAddress,
                peerAddress,
                innerReply,
                echoed.build());
    }
}
