package io.tandem6.option;

import io.tandem6.wire.Octets;

/**
 * Option Request option (RFC 9915 section 21.7).
 *
 * @param codes the requested option codes, 2 octets each
 */
public record OptionRequest(Octets codes) implements Option {
    /** Checks that no code is cut. */
    public OptionRequest {
        if (codes.length() % 2 != 0) {
            throw new IllegalArgumentException("option codes have 2 octets each: " + codes);
        }
    }

    /** Asks for the options with these codes. */
    public static OptionRequest of(int... codes) {
        byte[] bytes = new byte[2 * codes.length];
        for (int i = 0; i < codes.length; i++) {
            int code = Unsigned.check16(codes[i], "option code");
            bytes[2 * i] = (byte) (code >> 8);
            bytes[2 * i + 1] = (byte) code;
        }
        return new OptionRequest(Octets.of(bytes));
    }

    /** Number of codes, repeated ones included. */
    public int size() {
        return codes.length() / 2;
    }

    /** The code at {@code index}, from 0 to {@link #size()} - 1. */
    public int codeAt(int index) {
        return codes.uint16(2 * index);
    }

    /** True if {@code code} is asked for. */
    public boolean contains(int code) {
        for (int i = 0; i < size(); i++) {
            if (codeAt(i) == code) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int code() {
        return OptionCode.OPTION_REQUEST;
    }
}
