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
 * An address or prefix that a reply lets a client use, or says that it has no more.
 *
 * @param type which of the two
 * @param iaid of its identity association
 * @param address it, or where the prefix starts
 * @param prefixLength 128 for an address
 * @param validLifetime seconds; 0 if the client has it no more
 */
record Promise(
        LeaseType type, Iaid iaid, Ipv6Address address, int prefixLength, long validLifetime) {
    /** What the client may use. */
    static List<Promise> of(ClientMessage reply) {
        return all(reply).stream().filter(p -> p.validLifetime > 0).toList();
    }

    /** What the client asked for and has no more. */
    static List<Promise> denied(ClientMessage reply) {
        return all(reply).stream().filter(p -> p.validLifetime == 0).toList();
    }

    private static List<Promise> all(ClientMessage reply) {
        List<Promise> promises = new ArrayList<>();
        for (IaNa ia : reply.options().iaNas()) {
            for (IaAddress a : ia.options().addresses()) {
                promises.add(
                        new Promise(
                                LeaseType.IA_NA, ia.iaid(), a.address(), 128, a.validLifetime()));
            }
        }
        for (IaPd ia : reply.options().iaPds()) {
            for (IaPrefix p : ia.options().prefixes()) {
                promises.add(
                        new Promise(
                                LeaseType.IA_PD,
                                ia.iaid(),
                                p.prefix().address(),
                                p.prefix().length(),
                                p.validLifetime()));
            }
        }
        return promises;
    }

    /** The lease as people write it. */
    String shown() {
        return switch (type) {
            case IA_NA -> address.toString();
            case IA_PD -> address + "/" + prefixLength;
        };
    }
}
