package io.tandem6.classify;

import io.tandem6.option.VendorClass;
import io.tandem6.option.VendorOptions;
import io.tandem6.wire.Octets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one expression over one packet. A part that has no value, as the address of three
 * octets, makes the whole fail, which counts as false.
 *
 * <p>Values are at most {@value #LENGTH_MAX} octets long, so that nested functions cannot make much
 * of a little. The first failure is kept, and what follows it works on nothing.
 */
public final class Evaluation {
    /** Longest value; datagrams are shorter. */
    public static final int LENGTH_MAX = 0x40000;

    private final PacketView packet;
    private final Set<String> classes;
    private @Nullable String failure;

    private Evaluation(PacketView packet, Set<String> classes) {
        this.packet = packet;
        this.classes = classes;
    }

    /** Is the condition true for a packet that belongs to {@code classes}? */
    public static Outcome of(Condition condition, PacketView packet, Set<String> classes) {
        Evaluation evaluation = new Evaluation(packet, classes);
        boolean isTrue = evaluation.isTrue(condition);
        return new Outcome(
                isTrue && evaluation.failure == null,
                Octets.EMPTY,
                Optional.ofNullable(evaluation.failure));
    }

    /** The value for a packet that belongs to {@code classes}. */
    public static Outcome of(Value value, PacketView packet, Set<String> classes) {
        Evaluation evaluation = new Evaluation(packet, classes);
        Octets octets = evaluation.octets(value);
        return new Outcome(
                false,
                evaluation.failure == null ? octets : Octets.EMPTY,
                Optional.ofNullable(evaluation.failure));
    }

    private boolean isTrue(Condition condition) {
        return switch (condition) {
            case Condition.Equal c -> octets(c.left()).equals(octets(c.right()));
            case Condition.Not c -> !isTrue(c.inner());
            case Condition.And c -> combined(c.all(), true, c.lazy());
            case Condition.Or c -> combined(c.any(), false, c.lazy());
            case Condition.OptionExists c -> PacketOptions.find(packet, c.path()).isPresent();
            case Condition.VendorExists c ->
                    c.option().isClass()
                            ? PacketOptions.vendorClass(packet, c.option()).isPresent()
                            : PacketOptions.vendor(packet, c.option()).isPresent();
            case Condition.Member c -> classes.contains(c.className());
            case Condition.Match c -> c.pattern().matches(Texts.latin1(octets(c.value())));
        };
    }

    /** Of all for {@code neutral} true, of any for false. */
    private boolean combined(List<Condition> conditions, boolean neutral, boolean lazy) {
        boolean result = neutral;
        for (Condition each : conditions) {
            if (result == neutral || !lazy) {
                boolean value = isTrue(each);
                result = neutral ? result & value : result | value;
            }
        }
        return result;
    }

    private Octets octets(Value value) {
        return switch (value) {
            case Value.Literal v -> v.octets();
            case Value.OptionHex v ->
                    PacketOptions.find(packet, v.path())
                            .map(PacketOptions::payload)
                            .orElse(Octets.EMPTY);
            case Value.OptionText v ->
                    PacketOptions.find(packet, v.path())
                            .map(o -> v.form().write(o.code(), PacketOptions.payload(o)))
                            .orElse(Octets.EMPTY);
            case Value.RelayAddress v ->
                    packet.relay(v.level())
                            .map(r -> v.isPeer() ? r.peerAddress() : r.linkAddress())
                            .map(a -> Octets.of(a.toBytes()))
                            .orElse(Octets.EMPTY);
            case Value.PacketField v -> field(v.field());
            case Value.VendorEnterprise v -> enterprise(v.isClass());
            case Value.VendorClassData v ->
                    PacketOptions.vendorClass(packet, v.option())
                            .filter(o -> v.index() < o.classes().size())
                            .map(o -> o.classes().get(v.index()))
                            .orElse(Octets.EMPTY);
            case Value.Substring v -> Texts.substring(octets(v.value()), v.start(), v.length());
            case Value.Concat v -> concat(v);
            case Value.IfElse v -> ifElse(v);
            case Value.HexString v -> hexString(v);
            case Value.ChangeCase v -> Texts.changeCase(octets(v.value()), v.upper());
            case Value.Split v -> Texts.split(octets(v.value()), octets(v.delimiters()), v.field());
            case Value.AddressToText v -> address(v);
            case Value.IntegerToText v -> integer(v);
        };
    }

    private Octets field(Value.Field field) {
        return switch (field) {
            case INTERFACE -> Texts.of(packet.interfaceName());
            case SOURCE -> Octets.of(packet.source().toBytes());
            case DESTINATION -> Octets.of(packet.destination().toBytes());
            case LENGTH -> Texts.uint32(packet.length());
            case MESSAGE_TYPE -> Texts.uint32(packet.message().type());
            case TRANSACTION_ID -> Texts.uint32(packet.message().transactionId());
        };
    }

    private Octets enterprise(boolean isClass) {
        Optional<Long> number =
                isClass
                        ? packet.message()
                                .options()
                                .first(VendorClass.class)
                                .map(o -> o.enterprise())
                        : packet.message()
                                .options()
                                .first(VendorOptions.class)
                                .map(o -> o.enterprise());
        return number.map(Texts::uint32).orElse(Octets.EMPTY);
    }

    private Octets concat(Value.Concat concat) {
        List<Octets> parts = concat.parts().stream().map(this::octets).toList();
        long length = parts.stream().mapToLong(Octets::length).sum();
        if (length > LENGTH_MAX) {
            return fail(concat.at(), "a value of " + length + " octets is too long");
        }
        byte[] joined = new byte[(int) length];
        int at = 0;
        for (Octets part : parts) {
            part.copyTo(joined, at);
            at += part.length();
        }
        return Octets.of(joined);
    }

    private Octets ifElse(Value.IfElse choice) {
        boolean condition = isTrue(choice.condition());
        if (choice.lazy()) {
            return octets(condition ? choice.then() : choice.otherwise());
        }
        Octets then = octets(choice.then());
        Octets otherwise = octets(choice.otherwise());
        return condition ? then : otherwise;
    }

    private Octets hexString(Value.HexString call) {
        Octets value = octets(call.value());
        Octets separator = octets(call.separator());
        long length = value.length() * (2L + separator.length());
        return length > LENGTH_MAX
                ? fail(call.at(), "a value of " + length + " octets is too long")
                : Texts.hexString(value, separator);
    }

    private Octets address(Value.AddressToText call) {
        Octets value = octets(call.value());
        return switch (value.length()) {
            case 0 -> value;
            case 4, 16 -> Texts.address(value);
            default -> fail(call.at(), value.length() + " octets are no address");
        };
    }

    private Octets integer(Value.IntegerToText call) {
        Octets value = octets(call.value());
        if (value.isEmpty()) {
            return value;
        }
        return value.length() == call.octets()
                ? Texts.integer(value, call.signed())
                : fail(
                        call.at(),
                        value.length()
                                + " octets are no integer of "
                                + call.octets() * Byte.SIZE
                                + " bits");
    }

    private Octets fail(int at, String why) {
        if (failure == null) {
            failure = why + ", in column " + (at + 1) + " of the expression";
        }
        return Octets.EMPTY;
    }
}
