package io.tandem6.option;

import io.tandem6.identity.Iaid;

/**
 * Identity Association for Prefix Delegation option (RFC 9915 section 21.21).
 *
 * @param iaid chosen by the client
 * @param t1 seconds until the client asks this server for an extension, 0..4294967295 (never); of
 *     no meaning from a client
 * @param t2 seconds until it asks any server, likewise
 * @param options its prefixes and perhaps a status
 */
public record IaPd(Iaid iaid, long t1, long t2, Options options) implements Option {
    /** Checks the times. */
    public IaPd {
        Unsigned.check32(t1, "T1");
        Unsigned.check32(t2, "T2");
    }

    @Override
    public int code() {
        return OptionCode.IA_PD;
    }
}
