package io.tandem6.simulator.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Options;
import io.tandem6.option.StatusCode;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer says to its client.
 *
 * @param server who answered
 * @param status of the whole message
 * @param given with lifetimes above zero
 * @param taken with lifetimes of zero
 * @param unknownBinding the server knows nothing of an identity association
 * @param t1 seconds until Renew; the shortest of all that are given, 0 if none is
 * @param t2 likewise until Rebind
 */
record Answered(
        Duid server,
        int status,
        List<Holding> given,
        List<Ipv6Address> taken,
        boolean unknownBinding,
        long t1,
        long t2) {
    /** Reads an answer that arrives at {@code now}. */
    static Answered of(ClientTraits client, ClientMessage answer, long now) {
        List<Holding> given = new ArrayList<>();
        List<Ipv6Address> taken = new ArrayList<>();
        boolean unknown = false;
        long t1 = 0;
        long t2 = 0;
        for (IaNa ia : answer.options().iaNas()) {
            if (ia.iaid().equals(client.iaid())) {
                unknown |= ia.options().status() == StatusCode.NO_BINDING;
                addresses(client, ia.options(), now, given, taken);
                t1 = shorter(t1, ia.t1());
                t2 = shorter(t2, ia.t2());
            }
        }
        for (IaPd ia : answer.options().iaPds()) {
            if (ia.iaid().equals(client.iaid())) {
                unknown |= ia.options().status() == StatusCode.NO_BINDING;
                prefixes(client, ia.options(), now, given, taken);
                t1 = shorter(t1, ia.t1());
                t2 = shorter(t2, ia.t2());
            }
        }
        return new Answered(
                answer.options().serverId().orElseThrow(),
                answer.options().status(),
                List.copyOf(given),
                List.copyOf(taken),
                unknown,
                t1,
                t2);
    }

    private static long shorter(long known, long next) {
        return known == 0 || (next != 0 && next < known) ? next : known;
    }

    private static void addresses(
            ClientTraits client,
            Options options,
            long now,
            List<Holding> given,
            List<Ipv6Address> taken) {
        for (IaAddress lease : options.addresses()) {
            if (lease.validLifetime() == 0) {
                taken.add(lease.address());
            } else {
                long until = until(client, now, lease.validLifetime());
                given.add(new Holding(LeaseType.IA_NA, lease.address(), 128, until));
            }
        }
    }

    private static void prefixes(
            ClientTraits client,
            Options options,
            long now,
            List<Holding> given,
            List<Ipv6Address> taken) {
        for (IaPrefix lease : options.prefixes()) {
            if (lease.validLifetime() == 0) {
                taken.add(lease.prefix().address());
            } else {
                given.add(
                        new Holding(
                                LeaseType.IA_PD,
                                lease.prefix().address(),
                                lease.prefix().length(),
                                until(client, now, lease.validLifetime())));
            }
        }
    }

    private static long until(ClientTraits client, long now, long seconds) {
        return now + (long) (seconds * (double) Timeline.SECOND / client.clockRate());
    }
}
