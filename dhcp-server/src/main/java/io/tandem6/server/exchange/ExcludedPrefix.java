package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.PdPool;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import io.tandem6.option.PdExclude;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.wire.Octets;

/** The Prefix Exclude option (RFC 6603), for clients that ask for it. */
final class ExcludedPrefix {
    private ExcludedPrefix() {}

    /** The options of a delegated prefix. */
    static Options options(ClientMessage message, LeaseSpace space, Lease lease) {
        if (lease.type() != LeaseType.IA_PD || !message.options().requests(OptionCode.PD_EXCLUDE)) {
            return Options.EMPTY;
        }
        return space.subnet().pdPools().stream()
                .filter(pool -> pool.prefix().range().equals(space.range()))
                .filter(pool -> pool.delegatedLength() == space.prefixLength())
                .map(PdPool::excluded)
                .flatMap(excluded -> excluded.stream())
                .filter(excluded -> excluded.length() > lease.prefixLength())
                .findFirst()
                .map(excluded -> Options.of(encode(excluded, lease.prefixLength())))
                .orElse(Options.EMPTY);
    }

    /**
     * RFC 6603 section 4.2: the bits behind the delegated prefix, left-aligned. As in Kea the
     * pool's excluded prefix gives these bits to every prefix delegated from it.
     */
    static PdExclude encode(Ipv6Prefix excluded, int delegatedLength) {
        int bits = excluded.length() - delegatedLength;
        byte[] subnetId = new byte[(bits + 7) / 8];
        byte[] address = excluded.first().toBytes();
        for (int i = 0; i < bits; i++) {
            int from = delegatedLength + i;
            if ((address[from / 8] & 0x80 >> from % 8) != 0) {
                subnetId[i / 8] |= (byte) (0x80 >> i % 8);
            }
        }
        return new PdExclude(excluded.length(), Octets.of(subnetId));
    }
}
