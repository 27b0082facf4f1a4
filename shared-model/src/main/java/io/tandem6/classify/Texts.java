package io.tandem6.classify;

import io.tandem6.address.Ipv6Address;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The functions of the language that cut and convert octets, with Kea's corner cases. */
final class Texts {
    private Texts() {}

    static Octets of(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Octets uint32(long value) {
        return Octets.of(
                (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value);
    }

    /** Octets as characters of the same number. */
    static String latin1(Octets octets) {
        return new String(octets.toArray(), StandardCharsets.ISO_8859_1);
    }

    /**
     * As Kea's: a start outside of the value gives nothing, what reaches over an end is cut there.
     */
    static Octets substring(Octets value, int start, OptionalInt length) {
        long size = value.length();
        long from = start < 0 ? size + start : start;
        if (from < 0 || from >= size) {
            return Octets.EMPTY;
        }
        long count = length.orElse(Integer.MAX_VALUE);
        long to = from + count;
        return count >= 0
                ? value.slice((int) from, (int) Math.min(to, size))
                : value.slice((int) Math.max(to, 0), (int) from);
    }

    /** A delimiter is any of the octets; two in a row have an empty field between them. */
    static Octets split(Octets value, Octets delimiters, int field) {
        if (field < 1) {
            return Octets.EMPTY;
        }
        if (delimiters.isEmpty()) {
            return field == 1 ? value : Octets.EMPTY;
        }
        List<Octets> fields = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || contains(delimiters, value.at(i))) {
                fields.add(value.slice(from, i));
                from = i + 1;
            }
        }
        return field <= fields.size() ? fields.get(field - 1) : Octets.EMPTY;
    }

    private static boolean contains(Octets octets, int octet) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.at(i) == octet) {
                return true;
            }
        }
        return false;
    }

    static Octets changeCase(Octets value, boolean upper) {
        byte[] changed = value.toArray();
        for (int i = 0; i < changed.length; i++) {
            byte b = changed[i];
            if (upper ? b >= 'a' && b <= 'z' : b >= 'A' && b <= 'Z') {
                changed[i] = (byte) (b ^ 0x20);
            }
        }
        return Octets.of(changed);
    }

    static Octets hexString(Octets value, Octets separator) {
        StringBuilder text = new StringBuilder();
        String between = latin1(separator);
        for (int i = 0; i < value.length(); i++) {
            text.append(i == 0 ? "" : between)
                    .append(Character.forDigit(value.at(i) >> 4, 16))
                    .append(Character.forDigit(value.at(i) & 15, 16));
        }
        return Octets.of(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Of 4 or 16 octets. */
    static Octets address(Octets value) {
        return of(
                value.length() == Ipv6Address.LENGTH
                        ? Ipv6Address.of(value.toArray(), 0).toString()
                        : "%d.%d.%d.%d"
                                .formatted(value.at(0), value.at(1), value.at(2), value.at(3)));
    }

    /** Of 1, 2 or 4 octets. */
    static Octets integer(Octets value, boolean signed) {
        WireReader in = value.reader();
        long number =
                switch (value.length()) {
                    case 1 -> signed ? (byte) in.uint8() : in.uint8();
                    case 2 -> signed ? (short) in.uint16() : in.uint16();
                    default -> signed ? in.int32() : in.uint32();
                };
        return of(Long.toString(number));
    }
}
