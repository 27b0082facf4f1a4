package io.tandem6.identity;

import io.tandem6.wire.Octets;

/**
 * A client's link-layer address and how it was learnt.
 *
 * @param type IANA hardware type, 1 is Ethernet
 * @param octets the address, 1..20 octets
 * @param source Kea's bit for the source: 0 unknown, 1 raw, 2 DUID, 4 link-local address, 8
 *     client-link-layer-address option, 16 remote-id, 32 subscriber-id, 64 and 128 DOCSIS
 */
public record HardwareAddress(int type, Octets octets, int source) {
    /** Ethernet. */
    public static final int ETHERNET = 1;

    /** Longest address. */
    public static final int LENGTH_MAX = 20;

    /** Source: unknown. */
    public static final int SOURCE_UNKNOWN = 0;

    /** Source: taken out of a DUID-LL or DUID-LLT. */
    public static final int SOURCE_DUID = 2;

    /** Source: taken out of the client's link-local address (RFC 4291 appendix A). */
    public static final int SOURCE_LINK_LOCAL = 4;

    /** Source: client link-layer address option of a relay (RFC 6939). */
    public static final int SOURCE_CLIENT_LINK_ADDRESS = 8;

    /** Source: Remote-ID option of a relay (RFC 4649). */
    public static final int SOURCE_REMOTE_ID = 16;

    /** Source: what a CMTS says of a cable modem. */
    public static final int SOURCE_DOCSIS_CMTS = 64;

    /** Source: what a cable modem says of itself. */
    public static final int SOURCE_DOCSIS_MODEM = 128;

    /** Checks the length. */
    public HardwareAddress {
        if (octets.isEmpty() || octets.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a hardware address has 1 to 20 octets, not " + octets.length());
        }
    }

    /** {@code aa:bb:...}. */
    @Override
    public String toString() {
        return octets.toColonHex();
    }
}
