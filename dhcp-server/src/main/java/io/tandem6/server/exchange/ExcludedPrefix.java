package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import io.tandem6.option.PdExclude;

/** The Prefix Exclude option (RFC 6603), for clients that ask for it. */
final class ExcludedPrefix {
    private ExcludedPrefix() {}

    /** The options of a prefix of this length delegated from there; addresses have none. */
    static Options options(ClientMessage message, Place place, int length) {
        if (!message.options().requests(OptionCode.PD_EXCLUDE)) {
            return Options.EMPTY;
        }
        return place.excluded()
                .filter(excluded -> excluded.length() > length)
                .map(excluded -> Options.of(encode(excluded, length)))
                .orElse(Options.EMPTY);
    }

    /**
     * The excluded part's place relative to the delegated prefix. As in Kea the pool's one excluded
     * prefix gives this place in every prefix delegated from the pool, not only in the one that it
     * is a part of.
     */
    private static PdExclude encode(Ipv6Prefix excluded, int delegatedLength) {
        return PdExclude.of(new Ipv6Prefix(excluded.first(), delegatedLength), excluded);
    }
}
