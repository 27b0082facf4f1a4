package io.tandem6.option;

import io.tandem6.wire.Octets;

/**
 * Relay Agent Remote-ID option (RFC 4649 section 3).
 *
 * @param enterprise IANA private enterprise number, 0..4294967295
 * @param id opaque, at least one octet
 */
public record RemoteId(long enterprise, Octets id) implements Option {
    /** Checks the number. */
    public RemoteId {
        Unsigned.check32(enterprise, "enterprise number");
    }

    @Override
    public int code() {
        return OptionCode.REMOTE_ID;
    }
}
