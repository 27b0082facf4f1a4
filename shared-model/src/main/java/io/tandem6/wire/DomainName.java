package io.tandem6.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A domain name as RFC 1035 section 3.1 encodes it: labels of 1 to 63 octets, each after its
 * length. Never compressed (RFC 9915 section 10). Labels may hold any octet and keep their case;
 * two names are equal if their octets are.
 *
 * @param labels the labels with their lengths, 0..254 octets, without the root's 0
 * @param isComplete true if the root's 0 follows; without it the name is partial (RFC 4704 section
 *     4.2)
 */
public record DomainName(Octets labels, boolean isComplete) {
    /** Longest name on the wire, including the root's octet. */
    public static final int LENGTH_MAX = 255;

    /** Longest label. */
    public static final int LABEL_LENGTH_MAX = 63;

    /** The partial name without labels. */
    public static final DomainName EMPTY = new DomainName(Octets.EMPTY, false);

    /** Checks the labels. */
    public DomainName {
        if (!areLabels(labels)) {
            throw new IllegalArgumentException(
                    "labels have 1 to 63 octets and names up to 255: " + labels);
        }
    }

    private static boolean areLabels(Octets labels) {
        int at = 0;
        while (at < labels.length()) {
            int label = labels.at(at);
            if (label == 0 || label > LABEL_LENGTH_MAX) {
                return false;
            }
            at += 1 + label;
        }
        return at == labels.length() && at < LENGTH_MAX;
    }

    /**
     * Reads one name, which ends with the root's octet or, as a partial one, with the input. Empty
     * if the input holds something else there.
     */
    public static Optional<DomainName> read(WireReader in) {
        WireWriter labels = new WireWriter(LENGTH_MAX - 1);
        boolean terminated = false;
        while (!terminated && in.remaining() > 0 && !labels.failed()) {
            int length = in.uint8();
            terminated = length == 0;
            if (length > LABEL_LENGTH_MAX || length > in.remaining()) {
                return Optional.empty();
            }
            if (!terminated) {
                labels.uint8(length);
                labels.octets(in.octets(length));
            }
        }
        return labels.failed()
                ? Optional.empty()
                : Optional.of(new DomainName(labels.toOctets(), terminated));
    }

    /** Writes the name. */
    public void write(WireWriter out) {
        out.octets(labels);
        if (isComplete) {
            out.uint8(0);
        }
    }

    /**
     * Reads text: labels between dots, where a backslash takes a dot, a backslash or three decimal
     * digits (one octet) into a label (RFC 1035 section 5.1); other characters count as UTF-8. A
     * dot at the end makes the name complete, {@code .} is the root, no text the empty partial
     * name.
     *
     * @throws IllegalArgumentException if a label is empty or too long, or the name is too long
     */
    public static DomainName parse(String text) {
        if (text.equals(".")) {
            return new DomainName(Octets.EMPTY, true);
        }
        return new DomainNameText(text).parse();
    }

    /** The same name with the root at its end. */
    public DomainName complete() {
        return isComplete ? this : new DomainName(labels, true);
    }

    /** True if there are no labels. */
    public boolean isEmpty() {
        return labels.isEmpty();
    }

    /** The form that {@link #parse} reads, with a dot at the end if the name is complete. */
    @Override
    public String toString() {
        if (labels.isEmpty()) {
            return isComplete ? "." : "";
        }
        StringBuilder text = new StringBuilder(labels.length());
        for (int at = 0; at < labels.length(); at += 1 + labels.at(at)) {
            if (at > 0) {
                text.append('.');
            }
            appendLabel(text, labels.slice(at + 1, at + 1 + labels.at(at)));
        }
        return isComplete ? text.append('.').toString() : text.toString();
    }

    private static void appendLabel(StringBuilder text, Octets label) {
        for (int i = 0; i < label.length(); i++) {
            int octet = label.at(i);
            if (octet == '.' || octet == '\\') {
                text.append('\\').append((char) octet);
            } else if (octet > ' ' && octet < 0x7f) {
                text.append((char) octet);
            } else {
                text.append('\\')
                        .append((char) ('0' + octet / 100))
                        .append((char) ('0' + octet / 10 % 10))
                        .append((char) ('0' + octet % 10));
            }
        }
    }

    /** The parser of the text form: one pass over the text's octets. */
    private static final class DomainNameText {
        private final String text;
        private final byte[] bytes;
        private final WireWriter labels = new WireWriter(LENGTH_MAX - 1);
        private final WireWriter label = new WireWriter(LABEL_LENGTH_MAX);
        private int at;

        DomainNameText(String text) {
            this.text = text;
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        DomainName parse() {
            boolean dotAtEnd = false;
            while (at < bytes.length) {
                int octet = bytes[at++] & 0xff;
                dotAtEnd = octet == '.';
                if (dotAtEnd) {
                    endLabel();
                } else {
                    label.uint8(octet == '\\' ? escaped() : octet);
                }
            }
            if (!dotAtEnd && bytes.length > 0) {
                endLabel();
            }
            if (labels.failed()) {
                throw bad("is longer than 255 octets");
            }
            return new DomainName(labels.toOctets(), dotAtEnd);
        }

        private void endLabel() {
            if (label.length() == 0 || label.failed()) {
                throw bad("has a label that is not 1 to 63 octets long");
            }
            labels.uint8(label.length());
            labels.octets(label.toOctets());
            label.clear();
        }

        private int escaped() {
            if (at == bytes.length) {
                throw bad("ends with a backslash");
            }
            if (!isDigit(at)) {
                return bytes[at++];
            }
            if (!isDigit(at + 1) || !isDigit(at + 2)) {
                throw bad("has a backslash before a number that is not three digits long");
            }
            int value = (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
            at += 3;
            if (value > 0xff) {
                throw bad("has a backslash before a number above 255");
            }
            return value;
        }

        private boolean isDigit(int index) {
            return index < bytes.length && bytes[index] >= '0' && bytes[index] <= '9';
        }

        private IllegalArgumentException bad(String why) {
            return new IllegalArgumentException("domain name '" + text + "' " + why);
        }
    }
}
