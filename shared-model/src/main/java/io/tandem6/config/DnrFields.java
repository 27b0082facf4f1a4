package io.tandem6.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Encodes the option {@code v6-dnr} (RFC 9463 section 4.1) from "priority, name[, addresses[,
 * parameters]]", where addresses and parameters are separated by blanks.
 */
final class DnrFields {
    private static final int ALPN = 1;
    private static final int PORT = 3;
    private static final int DOHPATH = 7;

    private DnrFields() {}

    static byte[] encode(List<String> fields) throws BadDataException {
        if (fields.size() < 2 || fields.size() > 4) {
            throw new BadDataException(
                    "v6-dnr needs \"priority, name[, addresses[, parameters]]\"");
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(OptionFields.integer(fields.get(0), 2, false));
        writeSized(encoded, OptionFields.name(fields.get(1)));
        if (fields.size() > 2) {
            ByteArrayOutputStream addresses = new ByteArrayOutputStream();
            for (String address : fields.get(2).split(" +", -1)) {
                addresses.writeBytes(OptionFields.ipv6(address));
            }
            writeSized(encoded, addresses.toByteArray());
        }
        if (fields.size() > 3) {
            // RFC 9460 section 2.2 wants the parameters in ascending order of their keys.
            Map<Integer, byte[]> parameters = new TreeMap<>();
            for (String parameter : fields.get(3).split(" +", -1)) {
                addParameter(parameters, parameter);
            }
            parameters.forEach(
                    (key, value) -> {
                        writeUint16(encoded, key);
                        writeSized(encoded, value);
                    });
        }
        return encoded.toByteArray();
    }

    private static void addParameter(Map<Integer, byte[]> parameters, String text)
            throws BadDataException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        switch (name) {
            case "alpn" -> parameters.put(ALPN, alpn(value));
            case "port" -> parameters.put(PORT, OptionFields.integer(value, 2, false));
            case "dohpath" -> parameters.put(DOHPATH, value.getBytes(StandardCharsets.UTF_8));
            default ->
                    throw new BadDataException(
                            "'"
                                    + JsonToken.excerpt(name)
                                    + "' is no service parameter known here: alpn, port, dohpath");
        }
    }

    private static byte[] alpn(String value) throws BadDataException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (String protocol : value.split(",", -1)) {
            byte[] octets = protocol.getBytes(StandardCharsets.UTF_8);
            if (octets.length == 0 || octets.length > 255) {
                throw new BadDataException("'" + JsonToken.excerpt(value) + "' is no ALPN list");
            }
            encoded.write(octets.length);
            encoded.writeBytes(octets);
        }
        return encoded.toByteArray();
    }

    private static void writeSized(ByteArrayOutputStream target, byte[] octets) {
        writeUint16(target, octets.length);
        target.writeBytes(octets);
    }

    private static void writeUint16(ByteArrayOutputStream target, int value) {
        target.write(value >> 8);
        target.write(value);
    }
}
