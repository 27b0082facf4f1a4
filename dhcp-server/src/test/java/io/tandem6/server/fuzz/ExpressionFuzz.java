package io.tandem6.server.fuzz;

import io.tandem6.address.Ipv6Address;
import io.tandem6.classify.Condition;
import io.tandem6.classify.Evaluation;
import io.tandem6.classify.Expression;
import io.tandem6.classify.ExpressionFault;
import io.tandem6.classify.ExpressionParser;
import io.tandem6.classify.OptionDictionary;
import io.tandem6.classify.Outcome;
import io.tandem6.classify.PacketView;
import io.tandem6.classify.Parsed;
import io.tandem6.classify.TextForm;
import io.tandem6.classify.Value;
import io.tandem6.message.Decoded;
import io.tandem6.message.PacketCodec;
import io.tandem6.message.RelayMessage;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The expressions of client classes: any text has a fault at a place, or a result for a packet. */
public final class ExpressionFuzz {
    /** A Solicit of a client behind two relays. */
    private static final PacketView PACKET = packet();

    private static final Set<String> CLASSES = Set.of("ALL", "UNKNOWN");

    private ExpressionFuzz() {}

    /** The input is the text in UTF-8. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        switch (ExpressionParser.condition(text, new Names())) {
            case Parsed.Ok<?> ok -> check(ok.expression());
            case Parsed.Bad<?> bad -> check(text, bad.fault());
        }
        switch (ExpressionParser.value(text, new Names())) {
            case Parsed.Ok<?> ok -> check(ok.expression());
            case Parsed.Bad<?> bad -> check(text, bad.fault());
        }
    }

    private static void check(String text, ExpressionFault fault) {
        if (fault.message().isBlank() || fault.at() < 0 || fault.at() > text.length()) {
            throw new AssertionError("a fault without text or place: " + fault);
        }
    }

    private static void check(Expression expression) {
        Outcome outcome =
                switch (expression) {
                    case Condition condition -> Evaluation.of(condition, PACKET, CLASSES);
                    case Value value -> Evaluation.of(value, PACKET, CLASSES);
                };
        boolean failed = outcome.failure().isPresent();
        if (failed && (outcome.isTrue() || !outcome.octets().isEmpty())
                || outcome.octets().length() > Evaluation.LENGTH_MAX) {
            throw new AssertionError("not what an expression may come to: " + outcome);
        }
    }

    private static PacketView packet() {
        byte[] octets =
                HexFormat.of()
                        .parseHex(
                                "0c0120010db8000300000000000000000001fe80000000000000000000000000"
                                        + "00010012000178000900fe0c0020010db8000200000000000000000001fe8000"
                                        + "0000000000000000000000000100120005706f7274370025000a000000097265"
                                        + "6d6f746500260003737562004f00080001020000000001004200110041000d07"
                                        + "6578616d706c65036f72670000870002000000090093010000020001000a0003"
                                        + "00010c0102030405000300280000000100000000000000000005001820010db8"
                                        + "0001000000000000000001000000000000000000000600100017001800070052"
                                        + "005300fa00110043000e0000002700140105686f737431076578616d706c6503"
                                        + "6f726700000f0006000469707865001000090000013700036162630011000a00"
                                        + "00118b000100020020");
        if (!(PacketCodec.decode(octets, 0, octets.length) instanceof Decoded.Ok ok
                && ok.packet() instanceof RelayMessage relay)) {
            throw new AssertionError("the packet is malformed");
        }
        return new PacketView(
                relay.innermost(),
                relay.levels(),
                "eth0",
                Ipv6Address.parse("fe80::1"),
                Ipv6Address.parse("ff02::1:2"),
                octets.length);
    }

    /** Some of the options that there are. */
    private static final class Names implements OptionDictionary {
        private static final List<String> NAMES =
                List.of("nothing", "clientid", "serverid", "ia-na", "ia-ta", "iaaddr", "oro");

        @Override
        public OptionalInt code(String space, String name) {
            int code = NAMES.indexOf(name);
            return code < 1 ? OptionalInt.empty() : OptionalInt.of(code);
        }

        @Override
        public Collection<String> names(String space) {
            return NAMES;
        }

        @Override
        public Optional<String> encapsulated(String space, int code) {
            return code == 3 ? Optional.of("s-ia-na") : Optional.empty();
        }

        @Override
        public TextForm textForm(String space, int code) {
            TextForm[] forms = TextForm.values();
            return forms[code % forms.length];
        }
    }
}
