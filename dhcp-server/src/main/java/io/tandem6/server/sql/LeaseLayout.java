package io.tandem6.server.sql;

import java.util.Set;

/**
 * How the table {@code lease6} looks; versions of Kea differ.
 *
 * @param dialect whose database
 * @param address how addresses are stored
 * @param hasPoolId is there a column for the number of the pool
 * @param states codes of the lease states that may be stored
 * @param version Kea's version of the schema, as {@code 13.0}
 */
record LeaseLayout(
        Dialect dialect,
        AddressKind address,
        boolean hasPoolId,
        Set<Integer> states,
        String version) {
    /** Kinds of address column. */
    enum AddressKind {
        /** Text as in RFC 5952 (Kea 2.2). */
        TEXT,
        /** PostgreSQL's {@code inet}. */
        INET,
        /** 16 octets (MySQL of Kea 2.4 and later). */
        OCTETS;

        String parameter() {
            return this == INET ? "CAST(? AS inet)" : "?";
        }

        /** The column as it is to be read. */
        String column() {
            return this == INET ? "host(address)" : "address";
        }
    }

    LeaseLayout {
        states = Set.copyOf(states);
    }
}
