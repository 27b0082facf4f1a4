package io.tandem6.config;

import io.tandem6.wire.Octets;

/**
 * {@code server-id}: how the server's DUID is made when it is not yet on disk.
 *
 * @param type kind of DUID
 * @param htype hardware type, 0 takes the interface's
 * @param identifier link-layer address or enterprise identifier, empty takes the interface's or a
 *     random one
 * @param time seconds since 2000-01-01T00:00Z for LLT, 0 is now
 * @param enterpriseId IANA enterprise number for EN, 0 is 2495 (ISC)
 * @param persist keep it in {@code kea-dhcp6-serverid}
 */
public record ServerIdConfig(
        Type type, int htype, Octets identifier, long time, long enterpriseId, boolean persist) {
    /** Kinds of DUID that can be configured. */
    public enum Type {
        /** Link-layer address plus time. */
        LLT,
        /** Enterprise number. */
        EN,
        /** Link-layer address. */
        LL
    }

    /** Kea's default. */
    public static final ServerIdConfig DEFAULT =
            new ServerIdConfig(Type.LLT, 0, Octets.EMPTY, 0, 0, true);
}
