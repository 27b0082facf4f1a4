package io.tandem6.server.fake;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.MessageType;
import io.tandem6.option.OptionCode;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Octets of messages with what they mean beside them: a line for each header and option, what is
 * inside of it below and indented. What does not follow the format is written without meaning.
 */
public final class HexText {
    private static final int COMMENT_COLUMN = 64;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(OptionCode.CLIENT_ID, "Client Identifier"),
                    Map.entry(OptionCode.SERVER_ID, "Server Identifier"),
                    Map.entry(OptionCode.IA_NA, "IA_NA"),
                    Map.entry(OptionCode.IA_TA, "IA_TA"),
                    Map.entry(OptionCode.IA_ADDRESS, "IA Address"),
                    Map.entry(OptionCode.OPTION_REQUEST, "Option Request"),
                    Map.entry(OptionCode.PREFERENCE, "Preference"),
                    Map.entry(OptionCode.ELAPSED_TIME, "Elapsed Time"),
                    Map.entry(OptionCode.RELAY_MESSAGE, "Relay Message"),
                    Map.entry(OptionCode.STATUS_CODE, "Status Code"),
                    Map.entry(OptionCode.RAPID_COMMIT, "Rapid Commit"),
                    Map.entry(OptionCode.INTERFACE_ID, "Interface-Id"),
                    Map.entry(OptionCode.RECONFIGURE_ACCEPT, "Reconfigure Accept"),
                    Map.entry(OptionCode.DNS_SERVERS, "DNS Servers"),
                    Map.entry(OptionCode.IA_PD, "IA_PD"),
                    Map.entry(OptionCode.IA_PREFIX, "IA Prefix"),
                    Map.entry(OptionCode.INFORMATION_REFRESH_TIME, "Information Refresh Time"),
                    Map.entry(OptionCode.REMOTE_ID, "Remote-ID"),
                    Map.entry(OptionCode.SUBSCRIBER_ID, "Subscriber-ID"),
                    Map.entry(OptionCode.CLIENT_FQDN, "Client FQDN"),
                    Map.entry(OptionCode.RSOO, "Relay-Supplied Options"),
                    Map.entry(OptionCode.PD_EXCLUDE, "Prefix Exclude"),
                    Map.entry(OptionCode.CLIENT_LINKLAYER_ADDR, "Client Link-Layer Address"),
                    Map.entry(OptionCode.SOL_MAX_RT, "SOL_MAX_RT"),
                    Map.entry(OptionCode.INF_MAX_RT, "INF_MAX_RT"),
                    Map.entry(OptionCode.RELAY_SOURCE_PORT, "Relay Source Port"));

    private final List<String> lines = new ArrayList<>();

    private HexText() {}

    /** The lines of a message, each indented by at least {@code indent} spaces. */
    public static List<String> lines(byte[] message, int indent) {
        HexText text = new HexText();
        text.message(Octets.of(message).reader(), indent);
        return text.lines;
    }

    private void message(WireReader in, int indent) {
        int type = in.peekUint8();
        int header = MessageType.isRelay(type) ? 34 : 4;
        if (in.remaining() < header) {
            line(indent, in.rest().toHex(), "no message");
            return;
        }
        Octets head = in.octets(header);
        String name =
                MessageType.name(type)
                        + (MessageType.name(type).equals("UNKNOWN") ? " " + type : "");
        if (header == 4) {
            line(indent, hex(head, 1, 3), name + ", transaction id");
        } else {
            line(indent, hex(head, 1, 1), name + ", hop count " + head.at(1));
            line(indent, hex(head.slice(2, 18), 16), "link-address " + address(head, 2));
            line(indent, hex(head.slice(18, 34), 16), "peer-address " + address(head, 18));
        }
        options(in, indent + 2);
    }

    private static String address(Octets octets, int at) {
        return Ipv6Address.of(octets.toArray(), at).toString();
    }

    private void options(WireReader in, int indent) {
        while (in.remaining() >= 4) {
            int code = in.uint16();
            int length = in.uint16();
            String header = "%04x %04x".formatted(code, length);
            if (length > in.remaining()) {
                line(indent, header + " " + in.rest().toHex(), name(code) + ", cut off");
                return;
            }
            option(code, header, in.octets(length), indent);
        }
        if (in.remaining() > 0) {
            line(indent, in.rest().toHex(), "no option");
        }
    }

    private void option(int code, String header, Octets data, int indent) {
        int fields = fields(code);
        if (code == OptionCode.RELAY_MESSAGE) {
            line(indent, header, name(code));
            message(data.reader(), indent + 2);
        } else if (fields == 0 || data.length() < fields) {
            line(indent, (header + " " + data.toHex()).strip(), name(code) + meaning(code, data));
        } else {
            line(
                    indent,
                    header + " " + data.slice(0, fields).toHex(),
                    name(code) + meaning(code, data));
            options(data.slice(fields, data.length()).reader(), indent + 2);
        }
    }

    /** Octets before the options inside an option, 0 if there are none inside. */
    private static int fields(int code) {
        return switch (code) {
            case OptionCode.IA_NA, OptionCode.IA_PD -> 12;
            case OptionCode.IA_ADDRESS -> 24;
            case OptionCode.IA_PREFIX -> 25;
            default -> 0;
        };
    }

    private static String name(int code) {
        return NAMES.getOrDefault(code, "option " + code);
    }

    private static String meaning(int code, Octets data) {
        if (data.length() < fields(code)) {
            return ", too short";
        }
        return switch (code) {
            case OptionCode.IA_NA, OptionCode.IA_PD ->
                    " %d, T1 %d, T2 %d".formatted(data.uint32(0), data.uint32(4), data.uint32(8));
            case OptionCode.IA_ADDRESS ->
                    " %s, preferred %d, valid %d"
                            .formatted(address(data, 0), data.uint32(16), data.uint32(20));
            case OptionCode.IA_PREFIX ->
                    " %s/%d, preferred %d, valid %d"
                            .formatted(
                                    address(data, 9), data.at(8), data.uint32(0), data.uint32(4));
            case OptionCode.STATUS_CODE ->
                    " %d: %s"
                            .formatted(
                                    data.uint16(0),
                                    new String(
                                            data.slice(2, data.length()).toArray(),
                                            StandardCharsets.UTF_8));
            default -> "";
        };
    }

    private void line(int indent, String hex, String comment) {
        lines.add(("%-" + COMMENT_COLUMN + "s # %s").formatted(" ".repeat(indent) + hex, comment));
    }

    private static String hex(Octets octets, int... lengths) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (int length : lengths) {
            parts.add(octets.slice(at, at + length).toHex());
            at += length;
        }
        return String.join(" ", parts);
    }
}
