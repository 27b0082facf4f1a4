package io.tandem6.runtime;

import java.security.Security;

/** How long addresses of host names are remembered. */
public final class NameLookup {
    private NameLookup() {}

    /**
     * Looks names up again for each connection, since a partner that moved must be found at once
     * and the resolver of the system has a cache of its own. Must come before anything that looks
     * up a name, because Java reads the setting once.
     */
    public static void everyTime() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.stale.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
