package io.tandem6.config;

import io.tandem6.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes the {@code data} of an option after its definition. */
final class OptionEncoder {
    /** The length field of an option has 16 bits (RFC 9915 section 21.1). */
    static final int PAYLOAD_LENGTH_MAX = 0xffff;

    private OptionEncoder() {}

    /**
     * An encoded payload.
     *
     * @param payload without the option's header
     * @param remark what Kea would silently drop, if anything
     */
    record Encoded(Octets payload, Optional<String> remark) {}

    /** {@code data} as comma separated fields. */
    static Encoded encodeFields(OptionDefinition definition, String data) throws BadDataException {
        List<String> fields = data.isBlank() ? List.of() : splitFields(data);
        if (definition.type() == OptionType.INTERNAL) {
            return encoded(DnrFields.encode(fields), Optional.empty());
        }
        List<OptionType> types =
                definition.type() == OptionType.RECORD
                        ? definition.fields()
                        : List.of(definition.type());
        if (definition.type() == OptionType.EMPTY) {
            return encoded(
                    new byte[0],
                    fields.isEmpty()
                            ? Optional.empty()
                            : Optional.of("the option is empty, its data is ignored"));
        }
        if (fields.isEmpty()) {
            return encoded(new byte[0], Optional.of("the option has no data and is sent empty"));
        }
        if (fields.size() < types.size()) {
            throw new BadDataException(
                    fields.size()
                            + " fields given, the option has "
                            + types.size()
                            + ": "
                            + String.join(", ", types.stream().map(OptionType::keyword).toList()));
        }
        int used = definition.array() ? fields.size() : types.size();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int i = 0; i < used; i++) {
            OptionType type = types.get(Math.min(i, types.size() - 1));
            payload.writeBytes(OptionFields.encode(type, fields.get(i)));
        }
        return encoded(
                payload.toByteArray(),
                used == fields.size()
                        ? Optional.empty()
                        : Optional.of(
                                "only "
                                        + used
                                        + " of "
                                        + fields.size()
                                        + " comma separated fields are used (a comma that belongs"
                                        + " to the text is written \\\\,)"));
    }

    /** {@code data} as hexadecimal digits for the whole payload. */
    static Encoded encodeHex(String data) throws BadDataException {
        return encoded(OptionFields.binary(data), Optional.empty());
    }

    private static Encoded encoded(byte[] payload, Optional<String> remark)
            throws BadDataException {
        if (payload.length > PAYLOAD_LENGTH_MAX) {
            throw new BadDataException(
                    payload.length + " octets do not fit into an option (65535 at most)");
        }
        return new Encoded(Octets.of(payload), remark);
    }

    /** Splits at commas that no backslash protects. */
    static List<String> splitFields(String data) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '\\' && i + 1 < data.length() && data.charAt(i + 1) == ',') {
                field.append(',');
                i++;
            } else if (c == ',') {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
