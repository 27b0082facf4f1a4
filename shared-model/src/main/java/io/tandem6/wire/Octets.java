package io.tandem6.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** An immutable sequence of octets, compared by content. */
public final class Octets implements Comparable<Octets> {
    /** The empty sequence. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private static final HexFormat PLAIN = HexFormat.of();
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies {@code bytes}. */
    public static Octets of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
    }

    /**
     * Copies {@code length} octets of {@code bytes} from {@code offset}.
     *
     * @throws IndexOutOfBoundsException if {@code bytes} is shorter
     */
    public static Octets of(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? EMPTY : new Octets(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /**
     * Reads hexadecimal digits, with or without {@code :}, spaces or a leading {@code 0x}, as Kea
     * does for identifiers.
     *
     * @throws IllegalArgumentException if {@code text} holds anything else, or an odd number of
     *     digits without separators
     */
    public static Octets parseHex(String text) {
        String digits = text.strip();
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            digits = digits.substring(2);
        }
        if (digits.indexOf(':') >= 0 || digits.indexOf(' ') >= 0) {
            return parseSeparated(digits, text);
        }
        try {
            byte[] parsed = PLAIN.parseHex(digits);
            return parsed.length == 0 ? EMPTY : new Octets(parsed);
        } catch (IllegalArgumentException e) {
            throw notHex(text);
        }
    }

    /** One or two digits at a time. */
    private static Octets parseSeparated(String digits, String text) {
        byte[] parsed = new byte[digits.length() / 2 + 1];
        int count = 0;
        for (int begin = 0, end; begin <= digits.length(); begin = end + 1) {
            end = begin;
            int value = 0;
            while (end < digits.length()
                    && digits.charAt(end) != ':'
                    && digits.charAt(end) != ' ') {
                if (end - begin == 2 || !HexFormat.isHexDigit(digits.charAt(end))) {
                    throw notHex(text);
                }
                value = value << 4 | HexFormat.fromHexDigit(digits.charAt(end));
                end++;
            }
            if (end == begin) {
                throw notHex(text);
            }
            parsed[count++] = (byte) value;
        }
        return new Octets(Arrays.copyOf(parsed, count));
    }

    private static IllegalArgumentException notHex(String text) {
        return new IllegalArgumentException(
                "'" + Excerpt.of(text) + "' is not a valid string of hexadecimal digits");
    }

    /** Number of octets. */
    public int length() {
        return bytes.length;
    }

    /** True if there are none. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The octet at {@code index} as 0..255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** The unsigned 16-bit number at {@code index}. */
    public int uint16(int index) {
        return at(index) << 8 | at(index + 1);
    }

    /** The unsigned 32-bit number at {@code index}. */
    public long uint32(int index) {
        return (long) uint16(index) << 16 | uint16(index + 2);
    }

    /**
     * The octets from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IndexOutOfBoundsException if they are not all there
     */
    public Octets slice(int from, int to) {
        return of(bytes, from, to - from);
    }

    /** A cursor at the first octet. */
    public WireReader reader() {
        return new WireReader(bytes, 0, bytes.length);
    }

    /** A copy. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** Copies all octets into {@code target} at {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    /** Lower-case hexadecimal without separators. */
    public String toHex() {
        return PLAIN.formatHex(bytes);
    }

    /** Lower-case hexadecimal with {@code :} between octets, as Kea prints DUIDs. */
    public String toColonHex() {
        return COLONS.formatHex(bytes);
    }

    @Override
    public int compareTo(Octets other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Octets other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
