package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Encodes one field of an option from its text, after RFC 9915 section 8 to 10 and Kea's forms. */
final class OptionFields {
    private static final int LABEL_LENGTH_MAX = 63;
    private static final int NAME_LENGTH_MAX = 255;

    private OptionFields() {}

    static byte[] encode(OptionType type, String text) throws BadDataException {
        return switch (type) {
            case EMPTY -> new byte[0];
            case BINARY -> binary(text);
            case BOOLEAN -> new byte[] {(byte) (bool(text) ? 1 : 0)};
            case INT8 -> integer(text, 1, true);
            case INT16 -> integer(text, 2, true);
            case INT32 -> integer(text, 4, true);
            case UINT8 -> integer(text, 1, false);
            case UINT16 -> integer(text, 2, false);
            case UINT32 -> integer(text, 4, false);
            case IPV4_ADDRESS -> ipv4(text);
            case IPV6_ADDRESS -> ipv6(text);
            case IPV6_PREFIX -> prefix(text);
            case PSID -> psid(text);
            case STRING -> text.getBytes(StandardCharsets.UTF_8);
            case FQDN -> name(text);
            case TUPLE -> tuple(text);
            case RECORD, INTERNAL ->
                    throw new BadDataException("a field cannot be of type " + type.keyword());
        };
    }

    /** Hexadecimal digits in the forms that Kea takes, or text in single quotes. */
    static byte[] binary(String text) throws BadDataException {
        String trimmed = text.strip();
        if (trimmed.length() >= 2 && trimmed.startsWith("'") && trimmed.endsWith("'")) {
            return trimmed.substring(1, trimmed.length() - 1).getBytes(StandardCharsets.UTF_8);
        }
        boolean separated = trimmed.indexOf(':') >= 0 || trimmed.indexOf(' ') >= 0;
        boolean marked = trimmed.startsWith("0x") || trimmed.startsWith("0X");
        String digits = marked ? trimmed.substring(2) : trimmed;
        if (!separated && digits.length() % 2 == 1) {
            digits = "0" + digits;
        }
        try {
            return Octets.parseHex(digits).toArray();
        } catch (IllegalArgumentException e) {
            throw new BadDataException(
                    "'" + JsonToken.excerpt(text) + "' is not a string of hexadecimal digits");
        }
    }

    /** A domain name as labels (RFC 1035 section 3.1), ended by the root, uncompressed. */
    static byte[] name(String text) throws BadDataException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (!name.isEmpty()) {
            for (String label : name.split("\\.", -1)) {
                byte[] octets = label.getBytes(StandardCharsets.UTF_8);
                if (octets.length == 0
                        || octets.length > LABEL_LENGTH_MAX
                        || label.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '\\')) {
                    throw notA("domain name", text);
                }
                encoded.write(octets.length);
                encoded.writeBytes(octets);
            }
        } else if (!text.equals(".")) {
            throw notA("domain name", text);
        }
        encoded.write(0);
        if (encoded.size() > NAME_LENGTH_MAX) {
            throw notA("domain name (at most 255 octets)", text);
        }
        return encoded.toByteArray();
    }

    static byte[] ipv6(String text) throws BadDataException {
        return Ipv6Address.tryParse(text).orElseThrow(() -> notA("IPv6 address", text)).toBytes();
    }

    static byte[] integer(String text, int octets, boolean signed) throws BadDataException {
        BigInteger value = number(text);
        BigInteger limit = BigInteger.TWO.pow(8 * octets - (signed ? 1 : 0));
        BigInteger min = signed ? limit.negate() : BigInteger.ZERO;
        if (value.compareTo(min) < 0 || value.compareTo(limit) >= 0) {
            throw new BadDataException(
                    text + " is outside " + min + ".." + limit.subtract(BigInteger.ONE));
        }
        byte[] encoded = new byte[octets];
        for (int i = 0; i < octets; i++) {
            encoded[i] = value.shiftRight(8 * (octets - 1 - i)).byteValue();
        }
        return encoded;
    }

    private static BigInteger number(String text) throws BadDataException {
        if (text.matches("-?[0-9]{1,20}")) {
            return new BigInteger(text);
        }
        if (text.matches("0[xX][0-9a-fA-F]{1,16}")) {
            return new BigInteger(text.substring(2), 16);
        }
        throw notA("number", text);
    }

    private static boolean bool(String text) throws BadDataException {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw notA("boolean (true or false)", text);
        };
    }

    private static byte[] ipv4(String text) throws BadDataException {
        String[] parts = text.split("\\.", -1);
        byte[] encoded = new byte[4];
        if (parts.length != encoded.length) {
            throw notA("IPv4 address", text);
        }
        for (int i = 0; i < encoded.length; i++) {
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                throw notA("IPv4 address", text);
            }
            encoded[i] = (byte) Integer.parseInt(parts[i]);
        }
        return encoded;
    }

    /** The length and as many octets as it needs, the bits behind it cleared. */
    private static byte[] prefix(String text) throws BadDataException {
        try {
            Ipv6Prefix prefix = Ipv6Prefix.parse(text);
            byte[] encoded = new byte[1 + (prefix.length() + 7) / 8];
            encoded[0] = (byte) prefix.length();
            System.arraycopy(prefix.first().toBytes(), 0, encoded, 1, encoded.length - 1);
            return encoded;
        } catch (IllegalArgumentException e) {
            throw notA("IPv6 prefix (address/length)", text);
        }
    }

    /** A port set identifier and its length (RFC 7598 section 4.5). */
    private static byte[] psid(String text) throws BadDataException {
        if (!text.matches("[0-9]{1,5}/[0-9]{1,2}")) {
            throw notA("port set (psid/length)", text);
        }
        int slash = text.indexOf('/');
        int psid = Integer.parseInt(text.substring(0, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        if (length > 16 || psid >= 1 << length) {
            throw notA("port set: the length is at most 16 and must hold the identifier", text);
        }
        int aligned = psid << (16 - length);
        return new byte[] {(byte) length, (byte) (aligned >> 8), (byte) aligned};
    }

    private static byte[] tuple(String text) throws BadDataException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length > 0xffff) {
            throw new BadDataException("a text of more than 65535 octets fits into no tuple");
        }
        byte[] encoded = new byte[octets.length + 2];
        encoded[0] = (byte) (octets.length >> 8);
        encoded[1] = (byte) octets.length;
        System.arraycopy(octets, 0, encoded, 2, octets.length);
        return encoded;
    }

    private static BadDataException notA(String what, String text) {
        return new BadDataException("'" + JsonToken.excerpt(text) + "' is no " + what);
    }
}
