package io.tandem6.option;

import io.tandem6.wire.Octets;

/**
 * Interface-Id option (RFC 9915 section 21.18) of a relay agent.
 *
 * @param id opaque, may be empty; echoed as it came
 */
public record InterfaceId(Octets id) implements Option {
    @Override
    public int code() {
        return OptionCode.INTERFACE_ID;
    }
}
