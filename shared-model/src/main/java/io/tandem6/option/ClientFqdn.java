package io.tandem6.option;

import io.tandem6.wire.DomainName;

/**
 * Client FQDN option (RFC 4704 section 4).
 *
 * @param flags 0..255, see the constants; the other bits have no meaning
 * @param name partial if it was not terminated; may be empty
 */
public record ClientFqdn(int flags, DomainName name) implements Option {
    /** S: the server is to update, or updates, AAAA records. */
    public static final int SERVER_UPDATES = 1;

    /** O: the server overrode the client's S. */
    public static final int OVERRIDDEN = 2;

    /** N: the server is to do, or does, no updates at all. */
    public static final int NO_UPDATE = 4;

    /** Checks the flags' range. */
    public ClientFqdn {
        Unsigned.check8(flags, "flags");
    }

    /** True if all bits of {@code mask} are set. */
    public boolean has(int mask) {
        return (flags & mask) == mask;
    }

    @Override
    public int code() {
        return OptionCode.CLIENT_FQDN;
    }
}
