package io.tandem6.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.Dictionaries;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Option;
import io.tandem6.option.OptionRequest;
import io.tandem6.option.Options;
import io.tandem6.option.RemoteId;
import io.tandem6.option.UnknownOption;
import io.tandem6.option.UserClass;
import io.tandem6.option.VendorClass;
import io.tandem6.option.VendorOptions;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The expressions in {@code src/test/resources/expressions} over one packet: a Solicit of a client
 * behind two relays, with an address, a prefix and options of two vendors.
 */
class ExpressionFilesTest {
    private static final Set<String> CLASSES = Set.of("ALL", "UNKNOWN");

    private static final PacketView PACKET = packet();

    @ParameterizedTest
    @MethodSource
    void conditions(String expression, String expected) {
        Condition condition = parsed(ExpressionParser.condition(expression, Dictionaries.STANDARD));
        Outcome outcome = Evaluation.of(condition, PACKET, CLASSES);
        check(outcome, o -> Boolean.toString(o.isTrue()), expected);
    }

    @ParameterizedTest
    @MethodSource
    void values(String expression, String expected) {
        Value value = parsed(ExpressionParser.value(expression, Dictionaries.STANDARD));
        check(Evaluation.of(value, PACKET, CLASSES), o -> o.octets().toHex(), expected);
    }

    @ParameterizedTest
    @MethodSource
    void faults(String expression, String expected) {
        Parsed<Condition> parsed = ExpressionParser.condition(expression, Dictionaries.STANDARD);
        assertThat(parsed).isInstanceOf(Parsed.Bad.class);
        ExpressionFault fault = ((Parsed.Bad<Condition>) parsed).fault();
        String[] columnAndPhrase = expected.split(" ", 2);
        assertThat(fault.at() + 1 + " " + Dictionaries.sentence(fault))
                .startsWith(columnAndPhrase[0] + " ")
                .contains(columnAndPhrase[1]);
    }

    static Stream<Arguments> conditions() throws IOException {
        return cases("conditions.txt");
    }

    static Stream<Arguments> values() throws IOException {
        return cases("values.txt");
    }

    static Stream<Arguments> faults() throws IOException {
        return cases("faults.txt");
    }

    private static Stream<Arguments> cases(String name) throws IOException {
        try (InputStream in =
                ExpressionFilesTest.class.getResourceAsStream("/expressions/" + name)) {
            List<Arguments> cases =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(l -> !l.isBlank() && !l.startsWith("#"))
                            .map(ExpressionFilesTest::split)
                            .toList();
            assertThat(cases).hasSizeGreaterThan(5);
            return cases.stream();
        }
    }

    private static Arguments split(String line) {
        int arrow = line.lastIndexOf("=>");
        return Arguments.of(line.substring(0, arrow).strip(), line.substring(arrow + 2).strip());
    }

    private static <T extends Expression> T parsed(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Ok<T> ok -> ok.expression();
            case Parsed.Bad<T> bad -> throw new AssertionError(bad.fault());
        };
    }

    private static void check(Outcome outcome, Function<Outcome, String> result, String expected) {
        if (expected.startsWith("fails ")) {
            assertThat(outcome.failure().orElse("nothing failed"))
                    .contains(expected.substring("fails ".length()));
            assertThat(outcome.isTrue()).isFalse();
        } else {
            assertThat(outcome.failure()).isEmpty();
            assertThat(result.apply(outcome)).isEqualTo(expected);
        }
    }

    private static PacketView packet() {
        ClientMessage solicit =
                new ClientMessage(
                        MessageType.SOLICIT,
                        0xabcdef,
                        Options.of(
                                new ClientIdentifier(Duid.parse("0003000102000000abcd")),
                                new IaNa(
                                        Iaid.of(1),
                                        0,
                                        0,
                                        Options.of(
                                                new IaAddress(
                                                        Ipv6Address.parse("2001:db8::5"),
                                                        0,
                                                        0,
                                                        Options.EMPTY))),
                                OptionRequest.of(23, 24),
                                new ElapsedTime(100),
                                new UserClass(List.of(text("ab"), text("cde"))),
                                new VendorClass(9, List.of(text("docsis3.0"), text("second"))),
                                new VendorOptions(
                                        4491,
                                        List.of(
                                                new VendorOptions.SubOption(
                                                        1, Octets.parseHex("00200021")))),
                                new IaPd(
                                        Iaid.of(1),
                                        0,
                                        0,
                                        Options.of(
                                                new IaPrefix(
                                                        0,
                                                        0,
                                                        Ipv6Prefix.parse("2001:db8:1::/56"),
                                                        Options.EMPTY))),
                                new UnknownOption(59, text("http://boot")),
                                new UnknownOption(94, Octets.parseHex("005900020102"))));
        RelayMessage inner = relay("2001:db8:b::1", "fe80::c", solicit, new RemoteId(9, text("a")));
        RelayMessage outer =
                relay("2001:db8:a::1", "fe80::2", inner, new InterfaceId(text("eth7")));
        return new PacketView(
                solicit,
                outer.levels(),
                "eth0",
                Ipv6Address.parse("fe80::1"),
                Ipv6Address.parse("ff02::1:2"),
                200);
    }

    private static RelayMessage relay(
            String link, String peer, io.tandem6.message.Packet inner, Option option) {
        return new RelayMessage(
                MessageType.RELAY_FORWARD,
                0,
                Ipv6Address.parse(link),
                Ipv6Address.parse(peer),
                inner,
                Options.of(option));
    }

    private static Octets text(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
