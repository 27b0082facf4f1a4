package io.tandem6.server.journal;

import io.tandem6.address.Ipv6Address;
import io.tandem6.wire.Excerpt;
import io.tandem6.wire.Octets;
import java.nio.charset.StandardCharsets;

/** The values of one row of CSV, read out of its octets. Not thread-safe; one row at a time. */
final class CsvFields {
    private static final String BAD_NUMBER =
            "bad lexical cast: source type value could not be interpreted as target";
    private static final int HEX_DIGITS_LONGEST = 4;

    private final int[] ends;
    private final int[] groups = new int[8];
    private final byte[] scratch = new byte[256];
    private byte[] line = new byte[0];
    private int start;

    /** For rows of up to {@code columns} values. */
    CsvFields(int columns) {
        ends = new int[columns];
    }

    /** A value that cannot be read. Without stack trace, for there may be many. */
    static final class FieldException extends Exception {
        private static final long serialVersionUID = 1L;

        FieldException(String reason) {
            super(reason, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * Turns to another row and returns the number of its values. Unless that is the number of
     * columns, none of them may be asked for.
     */
    int split(byte[] newLine, int from, int to) {
        line = newLine;
        start = from;
        int found = 0;
        for (int i = from; i <= to; i++) {
            if (i == to || newLine[i] == ',') {
                if (found < ends.length) {
                    ends[found] = i;
                }
                found++;
            }
        }
        return found;
    }

    boolean isEmpty(int column) {
        return from(column) == ends[column];
    }

    private int from(int column) {
        return column == 0 ? start : ends[column - 1] + 1;
    }

    /** A decimal number, 0..{@code max}. */
    long number(int column, long max) throws FieldException {
        int from = from(column);
        int to = ends[column];
        long value = 0;
        if (from == to || to - from > 18) {
            throw new FieldException(BAD_NUMBER);
        }
        for (int i = from; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new FieldException(BAD_NUMBER);
            }
            value = value * 10 + digit;
        }
        if (value > max) {
            throw new FieldException(BAD_NUMBER);
        }
        return value;
    }

    /** Free text, with {@code &#xHH} decoded. */
    String text(int column) throws FieldException {
        int from = from(column);
        int to = ends[column];
        if (from == to) {
            return "";
        }
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (line[i] == 0) {
                throw new FieldException("a zero octet in text, the mark of a damaged file");
            }
            int escaped = escape(i, to);
            decoded[length++] = escaped < 0 ? line[i] : (byte) escaped;
            i += escaped < 0 ? 0 : 4;
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    private int escape(int at, int to) {
        if (line[at] != '&' || at + 4 >= to || line[at + 1] != '#' || line[at + 2] != 'x') {
            return -1;
        }
        int high = hexDigit(line[at + 3]);
        int low = hexDigit(line[at + 4]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Octets in hexadecimal. */
    Octets octets(int column) throws FieldException {
        int from = from(column);
        int to = ends[column];
        int length = (to - from + 1) / 3;
        if ((to - from + 1) % 3 != 0 || length > scratch.length) {
            return unusualOctets(from, to);
        }
        for (int i = 0; i < length; i++) {
            int at = from + 3 * i;
            int high = hexDigit(line[at]);
            int low = hexDigit(line[at + 1]);
            if (high < 0 || low < 0 || (i + 1 < length && line[at + 2] != ':')) {
                return unusualOctets(from, to);
            }
            scratch[i] = (byte) (high << 4 | low);
        }
        return Octets.of(scratch, 0, length);
    }

    private Octets unusualOctets(int from, int to) throws FieldException {
        try {
            return Octets.parseHex(raw(from, to));
        } catch (IllegalArgumentException e) {
            throw new FieldException(String.valueOf(e.getMessage()));
        }
    }

    /** An address; whatever is not plain hexadecimal groups is left to the general parser. */
    Ipv6Address address(int column) throws FieldException {
        int from = from(column);
        int to = ends[column];
        int found = 0;
        int gap = -1;
        int i = from;
        if (to - from >= 2 && line[from] == ':' && line[from + 1] == ':') {
            gap = 0;
            i += 2;
        }
        while (i < to) {
            int group = 0;
            int digits = 0;
            for (; i < to && line[i] != ':'; i++, digits++) {
                group = group << 4 | hexDigit(line[i]);
                if (group < 0) {
                    return unusualAddress(from, to);
                }
            }
            if (digits == 0 || digits > HEX_DIGITS_LONGEST || found == groups.length) {
                return unusualAddress(from, to);
            }
            groups[found++] = group;
            if (i < to && ++i == to) {
                return unusualAddress(from, to);
            }
            if (i < to && line[i] == ':') {
                if (gap >= 0) {
                    return unusualAddress(from, to);
                }
                gap = found;
                i++;
            }
        }
        if (gap < 0 ? found != groups.length : found == groups.length) {
            return unusualAddress(from, to);
        }
        return assemble(found, gap < 0 ? found : gap);
    }

    private Ipv6Address assemble(int found, int gap) {
        long high = 0;
        long low = 0;
        int skipped = groups.length - found;
        for (int g = 0; g < groups.length; g++) {
            int value = g < gap ? groups[g] : g < gap + skipped ? 0 : groups[g - skipped];
            if (g < 4) {
                high = high << 16 | value;
            } else {
                low = low << 16 | value;
            }
        }
        return new Ipv6Address(high, low);
    }

    private Ipv6Address unusualAddress(int from, int to) throws FieldException {
        String text = raw(from, to);
        return Ipv6Address.tryParse(text)
                .orElseThrow(
                        () ->
                                new FieldException(
                                        "Failed to convert string to address '"
                                                + Excerpt.of(text)
                                                + "': Invalid argument"));
    }

    private String raw(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private static int hexDigit(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
