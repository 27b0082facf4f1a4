package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import io.tandem6.option.StatusCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An identity association in a reply.
 *
 * @param type IA_NA or IA_PD
 * @param iaid the client's number for it
 * @param t1 seconds until the client renews, 0 leaves it to the client
 * @param t2 seconds until the client rebinds, 0 leaves it to the client
 * @param leases what it contains
 * @param status how it went, where that is not plain success
 */
record IaReply(
        LeaseType type,
        Iaid iaid,
        long t1,
        long t2,
        List<Granted> leases,
        Optional<StatusCode> status) {
    /**
     * An address or prefix and its lifetimes in seconds; both 0 take it away.
     *
     * @param address the address, or the first address of the prefix
     * @param prefixLength 128 for addresses
     * @param preferredLifetime seconds
     * @param validLifetime seconds
     * @param options more about it
     */
    record Granted(
            Ipv6Address address,
            int prefixLength,
            long preferredLifetime,
            long validLifetime,
            Options options) {
        /** Tells the client to stop using it. */
        static Granted revoked(Ipv6Address address, int prefixLength) {
            return new Granted(address, prefixLength, 0, 0, Options.EMPTY);
        }

        /** True for the same address or prefix, whatever its lifetimes. */
        boolean isSameAs(Granted other) {
            return address.equals(other.address) && prefixLength == other.prefixLength;
        }
    }

    /**
     * The same associations with the same T1 and T2 in all that hold leases (RFC 9915 section
     * 18.3), those of the one that must be renewed first.
     */
    static List<IaReply> withCommonTimers(List<IaReply> replies) {
        Optional<IaReply> first =
                replies.stream()
                        .filter(ia -> ia.status.isEmpty())
                        .min(
                                Comparator.comparingLong((IaReply ia) -> afterZero(ia.t1))
                                        .thenComparingLong(ia -> afterZero(ia.t2)));
        return first.map(
                        f ->
                                replies.stream()
                                        .map(ia -> ia.status.isEmpty() ? ia.timed(f) : ia)
                                        .toList())
                .orElse(replies);
    }

    /** A timer of 0 is up to the client. */
    private static long afterZero(long timer) {
        return timer == 0 ? Long.MAX_VALUE : timer;
    }

    private IaReply timed(IaReply other) {
        return new IaReply(type, iaid, other.t1, other.t2, leases, status);
    }

    /** An association with nothing but a status. */
    static IaReply status(LeaseType type, Iaid iaid, int code, String text) {
        return new IaReply(type, iaid, 0, 0, List.of(), Optional.of(new StatusCode(code, text)));
    }

    /** As it goes into the message. */
    Option toOption() {
        Options.Builder contents = Options.builder();
        for (Granted lease : leases) {
            contents.add(
                    switch (type) {
                        case IA_NA ->
                                new IaAddress(
                                        lease.address,
                                        lease.preferredLifetime,
                                        lease.validLifetime,
                                        lease.options);
                        case IA_PD ->
                                new IaPrefix(
                                        lease.preferredLifetime,
                                        lease.validLifetime,
                                        new Ipv6Prefix(lease.address, lease.prefixLength),
                                        lease.options);
                    });
        }
        status.ifPresent(contents::add);
        return switch (type) {
            case IA_NA -> new IaNa(iaid, t1, t2, contents.build());
            case IA_PD -> new IaPd(iaid, t1, t2, contents.build());
        };
    }
}
