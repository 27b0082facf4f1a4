package io.tandem6.simulator;

import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.StatusCode;

/** What a reply is about, as far as the coverage table is concerned. */
final class ReplyContents {
    private ReplyContents() {}

    /**
     * The shortest valid lifetime above zero in it, seconds; as long as can be if there is none.
     */
    static long shortestValid(ClientMessage reply) {
        long shortest = Long.MAX_VALUE;
        for (IaNa ia : reply.options().iaNas()) {
            for (IaAddress address : ia.options().addresses()) {
                shortest = shorter(shortest, address.validLifetime());
            }
        }
        for (IaPd ia : reply.options().iaPds()) {
            for (IaPrefix prefix : ia.options().prefixes()) {
                shortest = shorter(shortest, prefix.validLifetime());
            }
        }
        return shortest;
    }

    private static long shorter(long known, long next) {
        return next == 0 ? known : Math.min(known, next);
    }

    /** True if there was no address or no prefix for the client. */
    static boolean isRefusal(ClientMessage reply) {
        return reply.options().iaNas().stream()
                        .anyMatch(ia -> ia.options().status() == StatusCode.NO_ADDRS_AVAIL)
                || reply.options().iaPds().stream()
                        .anyMatch(ia -> ia.options().status() == StatusCode.NO_PREFIX_AVAIL);
    }
}
