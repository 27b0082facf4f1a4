package io.tandem6.classify;

import io.tandem6.wire.Octets;
import java.util.List;
import java.util.OptionalInt;

/** An expression that is a sequence of octets, possibly empty. */
public sealed interface Value extends Expression {
    /** Text, {@code 0x...}, an address or a number of 32 bits. */
    record Literal(int at, Octets octets) implements Value {}

    /** {@code option[1].hex}: contents of an option, nothing if it is not there. */
    record OptionHex(int at, OptionPath path) implements Value {}

    /** {@code option[1].text}: the contents as Kea writes them. */
    record OptionText(int at, OptionPath path, TextForm form) implements Value {}

    /** {@code relay6[0].linkaddr}, {@code relay6[0].peeraddr}: nothing without such a relay. */
    record RelayAddress(int at, int level, boolean isPeer) implements Value {}

    /** {@code pkt.iface} and the like. */
    record PacketField(int at, Field field) implements Value {}

    /** {@code vendor.enterprise}, {@code vendor-class.enterprise}: 32 bits. */
    record VendorEnterprise(int at, boolean isClass) implements Value {}

    /**
     * {@code vendor-class[4491].data[0]}.
     *
     * @param index from 0
     */
    record VendorClassData(int at, VendorOption option, int index) implements Value {}

    /**
     * {@code substring(value, start, length)}.
     *
     * @param start from 0; negative counts from the end
     * @param length negative goes to the left; empty is {@code all}
     */
    record Substring(int at, Value value, int start, OptionalInt length) implements Value {}

    /** {@code concat(a, b)} and {@code a + b + c}; two or more. */
    record Concat(int at, List<Value> parts) implements Value {
        /** Copies the list. */
        public Concat {
            parts = List.copyOf(parts);
        }
    }

    /**
     * {@code ifelse(condition, a, b)}.
     *
     * @param lazy written {@code sifelse}: the value that is not taken is not looked at
     */
    record IfElse(int at, Condition condition, Value then, Value otherwise, boolean lazy)
            implements Value {}

    /** {@code hexstring(value, separator)}: two lower-case digits for each octet. */
    record HexString(int at, Value value, Value separator) implements Value {}

    /** {@code lcase(value)} and {@code ucase(value)}: of ASCII letters. */
    record ChangeCase(int at, Value value, boolean upper) implements Value {}

    /**
     * {@code split(value, delimiters, field)}.
     *
     * @param field from 1
     */
    record Split(int at, Value value, Value delimiters, int field) implements Value {}

    /** {@code addrtotext(value)}: of 4 or 16 octets. */
    record AddressToText(int at, Value value) implements Value {}

    /**
     * {@code int8totext(value)} ... {@code uint32totext(value)}.
     *
     * @param octets 1, 2 or 4: how long the value is
     */
    record IntegerToText(int at, Value value, int octets, boolean signed) implements Value {}

    /** What is known of a packet apart from its options. */
    enum Field {
        /** Name of the interface it arrived on. */
        INTERFACE,
        /** Its source address, 16 octets. */
        SOURCE,
        /** Its destination address, 16 octets. */
        DESTINATION,
        /** Octets of the datagram, 32 bits. */
        LENGTH,
        /** Type of the client's message, 32 bits. */
        MESSAGE_TYPE,
        /** Transaction id of the client's message, 32 bits. */
        TRANSACTION_ID
    }
}
