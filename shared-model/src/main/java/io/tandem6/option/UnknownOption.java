package io.tandem6.option;

import io.tandem6.wire.Octets;

/**
 * An option that is not read: its code has no type here, or its contents are not what the type
 * wants, so that it is to be ignored. Survives decoding and encoding octet for octet.
 *
 * @param code 0..65535
 * @param payload everything after the length
 */
public record UnknownOption(int code, Octets payload) implements Option {
    /** Checks the code. */
    public UnknownOption {
        Unsigned.check16(code, "option code");
    }
}
