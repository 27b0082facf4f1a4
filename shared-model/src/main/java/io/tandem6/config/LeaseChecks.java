package io.tandem6.config;

import java.util.Locale;

/**
 * What becomes of an address that is loaded with the number of a subnet that it does not lie in.
 */
public enum LeaseChecks {
    /** Nobody looks. */
    NONE,
    /** It stays as it is, and the log says so. */
    WARN,
    /** It gets the number of the subnet that it lies in, if there is one, and else stays. */
    FIX,
    /** It gets that number, or is left out. */
    FIX_DEL,
    /** It is left out. */
    DEL;

    /** The value with Kea's name, as {@code fix-del}. */
    static LeaseChecks of(String keyword) {
        return valueOf(keyword.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
