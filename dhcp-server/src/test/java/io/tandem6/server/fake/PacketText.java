package io.tandem6.server.fake;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.Packet;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.ClientFqdn;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Option;
import io.tandem6.option.OptionEncoder;
import io.tandem6.option.OptionRequest;
import io.tandem6.option.Options;
import io.tandem6.option.PdExclude;
import io.tandem6.option.RapidCommit;
import io.tandem6.option.RelaySourcePort;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.option.StatusCode;
import io.tandem6.option.UnknownOption;
import io.tandem6.server.fake.IndentedText.Node;
import io.tandem6.wire.DomainName;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Packets as people can read and write them: a line for each header and option, contents indented.
 * Options without a notation of their own are {@code option CODE HEX}.
 */
public final class PacketText {
    /** The DUIDs that have names. */
    public static final Map<String, Duid> DUIDS =
            Map.of(
                    "A", Duid.parse("000300010200000000aa"),
                    "B", Duid.parse("000300010200000000bb"),
                    "SERVER", Duid.parse("000300010200000000f1"),
                    "OTHER-SERVER", Duid.parse("000300010200000000f2"),
                    "NOBODY", Duid.EMPTY);

    private static final int TRANSACTION_ID = 0xabcdef;

    private PacketText() {}

    /** The DUID with this name, or made of these hexadecimal octets. */
    public static Duid duid(String text) {
        Duid named = DUIDS.get(text);
        return named == null ? Duid.parse(text) : named;
    }

    /** The name of a DUID, or its octets. */
    public static String text(Duid duid) {
        return DUIDS.entrySet().stream()
                .filter(e -> e.getValue().equals(duid))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> duid.octets().toHex());
    }

    /** Reads a packet. */
    public static Packet packet(Node node) {
        int type = messageType(node.keyword());
        if (!MessageType.isRelay(type)) {
            return new ClientMessage(type, TRANSACTION_ID, options(node));
        }
        Node inner = node.children().getLast();
        Options options =
                options(
                        new Node(
                                node.text(),
                                node.line(),
                                node.children().subList(0, node.children().size() - 1)));
        return new RelayMessage(
                type,
                Integer.parseInt(node.argument("hops", "0")),
                Ipv6Address.parse(node.argument("link", "::")),
                Ipv6Address.parse(node.argument("peer", "fe80::a")),
                packet(inner),
                options);
    }

    private static int messageType(String name) {
        return IntStream.range(0, 256)
                .filter(type -> MessageType.name(type).equals(name))
                .findFirst()
                .orElseGet(() -> Integer.parseInt(name));
    }

    private static Options options(Node node) {
        return new Options(node.children().stream().map(PacketText::option).toList());
    }

    private static Option option(Node node) {
        List<String> words = node.arguments();
        return switch (node.keyword()) {
            case "client-id" -> new ClientIdentifier(duid(words.getFirst()));
            case "server-id" -> new ServerIdentifier(duid(words.getFirst()));
            case "ia-na" ->
                    new IaNa(
                            Iaid.of(Long.parseLong(words.getFirst())),
                            Long.parseLong(node.argument("t1", "0")),
                            Long.parseLong(node.argument("t2", "0")),
                            options(node));
            case "ia-pd" ->
                    new IaPd(
                            Iaid.of(Long.parseLong(words.getFirst())),
                            Long.parseLong(node.argument("t1", "0")),
                            Long.parseLong(node.argument("t2", "0")),
                            options(node));
            case "address" ->
                    new IaAddress(
                            Ipv6Address.parse(words.getFirst()),
                            Long.parseLong(node.argument("preferred", "0")),
                            Long.parseLong(node.argument("valid", "0")),
                            options(node));
            case "prefix" ->
                    new IaPrefix(
                            Long.parseLong(node.argument("preferred", "0")),
                            Long.parseLong(node.argument("valid", "0")),
                            Ipv6Prefix.parse(words.getFirst()),
                            options(node));
            case "oro" -> OptionRequest.of(words.stream().mapToInt(Integer::parseInt).toArray());
            case "elapsed" -> new ElapsedTime(Integer.parseInt(words.getFirst()));
            case "status" ->
                    new StatusCode(
                            Integer.parseInt(words.getFirst()),
                            String.join(" ", words.subList(1, words.size())));
            case "rapid-commit" -> new RapidCommit();
            case "interface-id" -> new InterfaceId(Octets.parseHex(words.getFirst()));
            case "relay-source-port" -> new RelaySourcePort(Integer.parseInt(words.getFirst()));
            case "fqdn" ->
                    new ClientFqdn(
                            Integer.parseInt(words.getFirst()),
                            words.size() == 1 ? DomainName.EMPTY : DomainName.parse(words.get(1)));
            case "option" ->
                    new UnknownOption(
                            Integer.parseInt(words.getFirst()),
                            words.size() == 1 ? Octets.EMPTY : Octets.parseHex(words.get(1)));
            default ->
                    throw new IllegalArgumentException(
                            "line " + node.line() + ": no option " + node.keyword());
        };
    }

    /** Writes a packet, a line for each header and option. */
    public static List<String> lines(Packet packet, String indent) {
        List<String> lines = new ArrayList<>();
        switch (packet) {
            case ClientMessage message -> {
                lines.add(indent + MessageType.name(message.type()));
                addOptions(lines, message.options(), indent + "  ");
            }
            case RelayMessage relay -> {
                lines.add(
                        indent
                                + "%s hops %d link %s peer %s"
                                        .formatted(
                                                MessageType.name(relay.type()),
                                                relay.hopCount(),
                                                relay.linkAddress(),
                                                relay.peerAddress()));
                addOptions(lines, relay.options(), indent + "  ");
                lines.addAll(lines(relay.inner(), indent + "  "));
            }
        }
        return lines;
    }

    private static void addOptions(List<String> lines, Options options, String indent) {
        for (Option option : options.list()) {
            lines.add(indent + line(option));
            switch (option) {
                case IaNa ia -> addOptions(lines, ia.options(), indent + "  ");
                case IaPd ia -> addOptions(lines, ia.options(), indent + "  ");
                case IaAddress address -> addOptions(lines, address.options(), indent + "  ");
                case IaPrefix prefix -> addOptions(lines, prefix.options(), indent + "  ");
                default -> {}
            }
        }
    }

    private static String line(Option option) {
        return switch (option) {
            case ClientIdentifier o -> "client-id " + text(o.duid());
            case ServerIdentifier o -> "server-id " + text(o.duid());
            case IaNa o -> "ia-na %s t1 %d t2 %d".formatted(o.iaid(), o.t1(), o.t2());
            case IaPd o -> "ia-pd %s t1 %d t2 %d".formatted(o.iaid(), o.t1(), o.t2());
            case IaAddress o ->
                    "address %s preferred %d valid %d"
                            .formatted(o.address(), o.preferredLifetime(), o.validLifetime());
            case IaPrefix o ->
                    "prefix %s preferred %d valid %d"
                            .formatted(o.prefix(), o.preferredLifetime(), o.validLifetime());
            case StatusCode o -> "status %d %s".formatted(o.status(), o.message());
            case RapidCommit o -> "rapid-commit";
            case InterfaceId o -> "interface-id " + o.id().toHex();
            case RelaySourcePort o -> "relay-source-port " + o.downstreamPort();
            case ClientFqdn o -> ("fqdn %d %s".formatted(o.flags(), o.name())).strip();
            case PdExclude o -> "exclude /%d %s".formatted(o.prefixLength(), o.subnetId().toHex());
            default -> "option %d %s".formatted(option.code(), payload(option).toHex());
        };
    }

    private static Octets payload(Option option) {
        WireWriter out = new WireWriter(0xffff);
        OptionEncoder.write(option, out);
        return out.toOctets().slice(4, out.length());
    }
}
