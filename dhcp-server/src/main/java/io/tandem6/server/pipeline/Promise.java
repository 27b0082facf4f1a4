package io.tandem6.server.pipeline;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import java.util.ArrayList;
import java.util.List;

/**
 * An address or prefix that a reply lets a client use.
 *
 * @param type which of the two
 * @param iaid of its identity association
 * @param address it, or where the prefix starts
 * @param prefixLength 128 for an address
 * @param validLifetime seconds, more than 0
 */
record Promise(
        LeaseType type, Iaid iaid, Ipv6Address address, int prefixLength, long validLifetime) {
    static List<Promise> of(ClientMessage reply) {
        List<Promise> promises = new ArrayList<>();
        for (IaNa ia : reply.options().iaNas()) {
            for (IaAddress a : ia.options().addresses()) {
                add(promises, LeaseType.IA_NA, ia.iaid(), a.address(), 128, a.validLifetime());
            }
        }
        for (IaPd ia : reply.options().iaPds()) {
            for (IaPrefix p : ia.options().prefixes()) {
                add(
                        promises,
                        LeaseType.IA_PD,
                        ia.iaid(),
                        p.prefix().address(),
                        p.prefix().length(),
                        p.validLifetime());
            }
        }
        return promises;
    }

    private static void add(
            List<Promise> promises,
            LeaseType type,
            Iaid iaid,
            Ipv6Address address,
            int prefixLength,
            long validLifetime) {
        if (validLifetime > 0) {
            promises.add(new Promise(type, iaid, address, prefixLength, validLifetime));
        }
    }

    /** The lease as people write it. */
    String shown() {
        return switch (type) {
            case IA_NA -> address.toString();
            case IA_PD -> address + "/" + prefixLength;
        };
    }
}
