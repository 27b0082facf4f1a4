package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import java.util.function.ToLongFunction;

/**
 * A reply that was decided, with lifetimes that end earlier: its client comes back before the
 * server has promised more than it may.
 */
public final class LimitedLifetimes {
    private LimitedLifetimes() {}

    /**
     * The same reply, where nothing is valid for longer than {@code limit} has it. T1 and T2 are at
     * most 0.5 and 0.8 of the shortest preferred lifetime (RFC 9915 section 14.2).
     *
     * @param limit seconds for an address, or for the prefix that begins there
     */
    public static ClientMessage of(ClientMessage reply, ToLongFunction<Ipv6Address> limit) {
        Options.Builder options = Options.builder();
        for (Option option : reply.options().list()) {
            options.add(
                    switch (option) {
                        case IaNa ia -> {
                            Options contents = limited(ia.options(), limit);
                            yield new IaNa(
                                    ia.iaid(),
                                    Math.min(ia.t1(), before(contents, 5)),
                                    Math.min(ia.t2(), before(contents, 8)),
                                    contents);
                        }
                        case IaPd ia -> {
                            Options contents = limited(ia.options(), limit);
                            yield new IaPd(
                                    ia.iaid(),
                                    Math.min(ia.t1(), before(contents, 5)),
                                    Math.min(ia.t2(), before(contents, 8)),
                                    contents);
                        }
                        default -> option;
                    });
        }
        return new ClientMessage(reply.type(), reply.transactionId(), options.build());
    }

    private static Options limited(Options contents, ToLongFunction<Ipv6Address> limit) {
        Options.Builder options = Options.builder();
        for (Option option : contents.list()) {
            options.add(
                    switch (option) {
                        case IaAddress a -> {
                            long valid =
                                    Math.min(a.validLifetime(), limit.applyAsLong(a.address()));
                            yield new IaAddress(
                                    a.address(),
                                    Math.min(a.preferredLifetime(), valid),
                                    valid,
                                    a.options());
                        }
                        case IaPrefix p -> {
                            long valid =
                                    Math.min(
                                            p.validLifetime(),
                                            limit.applyAsLong(p.prefix().first()));
                            yield new IaPrefix(
                                    Math.min(p.preferredLifetime(), valid),
                                    valid,
                                    p.prefix(),
                                    p.options());
                        }
                        default -> option;
                    });
        }
        return options.build();
    }

    /** So many tenths of the shortest preferred lifetime; without any there is no limit. */
    private static long before(Options contents, int tenths) {
        long shortest = Long.MAX_VALUE;
        for (Option option : contents.list()) {
            long preferred =
                    switch (option) {
                        case IaAddress a -> a.preferredLifetime();
                        case IaPrefix p -> p.preferredLifetime();
                        default -> 0;
                    };
            if (preferred > 0) {
                shortest = Math.min(shortest, preferred);
            }
        }
        return shortest == Long.MAX_VALUE ? shortest : shortest * tenths / 10;
    }
}
