package io.tandem6.classify;

import io.tandem6.address.Ipv6Address;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How {@code .text} writes an option: text as it is; anything else as Kea's log does, with type and
 * length before it.
 */
public enum TextForm {
    /** A string. */
    STRING(0),
    /** Octets without a form of their own. */
    OCTETS(0),
    /** One number of 8 bits. */
    UINT8(1),
    /** One number of 16 bits. */
    UINT16(2),
    /** One number of 32 bits. */
    UINT32(4),
    /** Numbers of 8 bits. */
    UINT8_LIST(1),
    /** Numbers of 16 bits. */
    UINT16_LIST(2),
    /** Numbers of 32 bits. */
    UINT32_LIST(4),
    /** IPv6 addresses. */
    ADDRESS_LIST(16);

    private final int size;

    TextForm(int size) {
        this.size = size;
    }

    Octets write(int code, Octets payload) {
        if (this == STRING) {
            return payload;
        }
        String header = "type=%05d, len=%05d: ".formatted(code, payload.length());
        boolean fits = size > 0 && !payload.isEmpty() && payload.length() % size == 0;
        String contents = fits ? items(payload) : payload.toColonHex();
        return Octets.of((header + contents).getBytes(StandardCharsets.UTF_8));
    }

    private String items(Octets payload) {
        List<String> items = new ArrayList<>();
        WireReader in = payload.reader();
        while (in.remaining() > 0) {
            items.add(
                    switch (this) {
                        case STRING, OCTETS -> throw new IllegalStateException();
                        case UINT8 -> in.uint8() + " (uint8)";
                        case UINT16 -> in.uint16() + " (uint16)";
                        case UINT32 -> in.uint32() + " (uint32)";
                        case UINT8_LIST -> in.uint8() + "(uint8)";
                        case UINT16_LIST -> in.uint16() + "(uint16)";
                        case UINT32_LIST -> in.uint32() + "(uint32)";
                        case ADDRESS_LIST -> new Ipv6Address(in.int64(), in.int64()).toString();
                    });
        }
        return String.join(" ", items);
    }
}
