package io.tandem6.message;

import io.tandem6.address.Ipv6Address;
import io.tandem6.option.MalformedReason;
import io.tandem6.option.Option;
import io.tandem6.option.OptionCode;
import io.tandem6.option.OptionDecoder;
import io.tandem6.option.OptionEncoder;
import io.tandem6.option.Options;
import io.tandem6.wire.WireReader;
import io.tandem6.wire.WireWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Messages as octets and back (RFC 9915 sections 8 and 9). Any octets are decoded into something,
 * without exceptions, in time and memory proportional to their number.
 */
public final class PacketCodec {
    /** Most octets in a UDP datagram over IPv6 without jumbograms: 65535 less the UDP header. */
    public static final int DATAGRAM_LENGTH_MAX = 65527;

    /** Bounds the recursion; more than is ever decoded, so that tests can make what is refused. */
    private static final int ENCODED_LEVELS_MAX = 8 * RelayMessage.LEVELS_MAX;

    private PacketCodec() {}

    /** What the {@code length} octets of {@code bytes} from {@code offset} are. */
    public static Decoded decode(byte[] bytes, int offset, int length) {
        Deque<RelayHeader> levels = new ArrayDeque<>();
        OptionDecoder decoder = new OptionDecoder();
        WireReader in = new WireReader(bytes, offset, length);
        while (MessageType.isRelay(in.peekUint8())) {
            if (levels.size() == RelayMessage.LEVELS_MAX) {
                return malformed(
                        MalformedReason.NESTED_TOO_DEEP,
                        "more than " + RelayMessage.LEVELS_MAX + " relay messages in each other");
            }
            if (in.remaining() < RelayMessage.HEADER_LENGTH) {
                return truncated("a relay message", RelayMessage.HEADER_LENGTH, in);
            }
            levels.push(RelayHeader.read(in, decoder));
            Optional<WireReader> inner = decoder.takeRelayMessage();
            if (decoder.fault().isPresent()) {
                return malformed(decoder.fault().get());
            }
            if (inner.isEmpty()) {
                return malformed(
                        MalformedReason.MISSING_RELAY_MESSAGE,
                        "a relay message has no Relay Message option");
            }
            in = inner.get();
        }
        if (in.remaining() < ClientMessage.HEADER_LENGTH) {
            return truncated("a message", ClientMessage.HEADER_LENGTH, in);
        }
        int type = in.uint8();
        int transactionId = in.uint8() << 16 | in.uint16();
        Packet packet = new ClientMessage(type, transactionId, decoder.readMessageOptions(in));
        if (decoder.fault().isPresent()) {
            return malformed(decoder.fault().get());
        }
        while (!levels.isEmpty()) {
            packet = levels.pop().around(packet);
        }
        return new Decoded.Ok(packet);
    }

    /**
     * The octets of {@code packet}, options in ascending order of their codes.
     *
     * @throws IllegalArgumentException if they do not fit into a datagram; {@link #encode(Packet,
     *     WireWriter)} is for packets whose size depends on what clients send
     */
    public static byte[] encode(Packet packet) {
        WireWriter out = new WireWriter(DATAGRAM_LENGTH_MAX);
        if (!encode(packet, out)) {
            throw new IllegalArgumentException(
                    "a message of type " + packet.type() + " does not fit into a datagram");
        }
        return out.toByteArray();
    }

    /**
     * Writes {@code packet}, options in ascending order of their codes.
     *
     * @return false if it does not fit into {@code out}, an option is longer than 65535 octets, or
     *     relay messages are in each other far more often than {@link #decode} follows
     */
    public static boolean encode(Packet packet, WireWriter out) {
        return encode(packet, ENCODED_LEVELS_MAX, out);
    }

    private static boolean encode(Packet packet, int levelsMax, WireWriter out) {
        switch (packet) {
            case ClientMessage message -> {
                out.uint8(message.type());
                out.uint24(message.transactionId());
                OptionEncoder.write(message.options(), out);
            }
            case RelayMessage relay -> {
                if (levelsMax == 0) {
                    return false;
                }
                return encodeRelay(relay, levelsMax, out);
            }
        }
        return !out.failed();
    }

    private static boolean encodeRelay(RelayMessage relay, int levelsMax, WireWriter out) {
        out.uint8(relay.type());
        out.uint8(relay.hopCount());
        writeAddress(relay.linkAddress(), out);
        writeAddress(relay.peerAddress(), out);
        List<Option> options = relay.options().inCodeOrder().list();
        int next = 0;
        while (next < options.size() && options.get(next).code() < OptionCode.RELAY_MESSAGE) {
            OptionEncoder.write(options.get(next++), out);
        }
        out.uint16(OptionCode.RELAY_MESSAGE);
        int mark = out.beginLength16();
        boolean complete = encode(relay.inner(), levelsMax - 1, out);
        out.endLength16(mark);
        for (Option option : options.subList(next, options.size())) {
            OptionEncoder.write(option, out);
        }
        return complete && !out.failed();
    }

    private static void writeAddress(Ipv6Address address, WireWriter out) {
        out.int64(address.high());
        out.int64(address.low());
    }

    private static Decoded truncated(String what, int lengthMin, WireReader in) {
        return malformed(
                MalformedReason.TRUNCATED_HEADER,
                what + " has " + lengthMin + " octets or more, not " + in.remaining());
    }

    private static Decoded malformed(OptionDecoder.Fault fault) {
        return malformed(fault.reason(), fault.detail());
    }

    private static Decoded malformed(MalformedReason reason, String detail) {
        return new Decoded.Malformed(reason, detail);
    }

    /** A relay message whose inner message has not been read yet. */
    private record RelayHeader(
            int type,
            int hopCount,
            Ipv6Address linkAddress,
            Ipv6Address peerAddress,
            Options options) {
        static RelayHeader read(WireReader in, OptionDecoder decoder) {
            return new RelayHeader(
                    in.uint8(),
                    in.uint8(),
                    new Ipv6Address(in.int64(), in.int64()),
                    new Ipv6Address(in.int64(), in.int64()),
                    decoder.readRelayOptions(in));
        }

        RelayMessage around(Packet inner) {
            return new RelayMessage(type, hopCount, linkAddress, peerAddress, inner, options);
        }
    }
}
