package io.tandem6.server.continuity;

import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says by which terms addresses and prefixes are this server's or its partner's, and so where the
 * server stands. What it says depends on nothing but what it is asked with; it only keeps the
 * {@link Ownership}s, which are costly to make.
 */
public final class Halves {
    private final Half own;
    private final Map<Terms, Ownership> ownerships = new HashMap<>();

    /** A server has the half {@code own}. */
    public Halves(Half own) {
        this.own = own;
    }

    /**
     * What is known of the relationship.
     *
     * @param wanted what is remembered, on disk or not yet: what it forbids counts at once
     * @param durable what of that is on disk: what it allows counts only then
     * @param configured the terms that the configuration has
     * @param acquainted the server knows whether it has forgotten something
     * @param inTouch the partner answers
     * @param partnerTold ... and has told what it did when it was not heard
     */
    public record Known(
            Memory wanted,
            Memory durable,
            Terms configured,
            boolean acquainted,
            boolean inTouch,
            boolean partnerTold) {}

    /**
     * Where this server stands; empty without agreement. While an agreement takes the place of
     * another, or is not on disk yet, both count. A server that may have forgotten an agreement
     * stands as if it were recovering from one with the configured terms.
     */
    public Optional<Standing> standing(Known known) {
        Memory wanted = known.wanted;
        Set<Terms> terms = terms(known);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        ownerships.keySet().retainAll(terms);
        List<Ownership> all = new ArrayList<>();
        terms.forEach(t -> all.add(ownership(t)));
        return Optional.of(
                new Standing(
                        own,
                        all,
                        terms.size() > 1 || !terms.contains(known.configured),
                        known.inTouch,
                        known.partnerTold,
                        wanted.handedOver(),
                        wanted.behind() || !known.acquainted,
                        wanted.partnerBehind() != 0,
                        known.inTouch || known.durable.takenOverAt().isEmpty()
                                ? OptionalLong.empty()
                                : wanted.takenOverAt(),
                        Math.max(wanted.mcltMax(), known.configured.mcltSeconds()),
                        wanted.jumped(),
                        wanted.forgotten()));
    }

    private static Set<Terms> terms(Known known) {
        Set<Terms> terms = new LinkedHashSet<>();
        Stream.of(
                        known.wanted.current(),
                        known.wanted.next(),
                        known.durable.current(),
                        known.durable.next())
                .flatMap(Optional::stream)
                .map(Pact::terms)
                .forEach(terms::add);
        if (!known.acquainted) {
            terms.add(known.configured);
        }
        return terms;
    }

    private Ownership ownership(Terms terms) {
        return ownerships.computeIfAbsent(terms, Terms::ownership);
    }

    /**
     * True if this server's word counts where both have given away what a lease is about: it owns
     * it by the agreement, or else by its own terms, or one of the two has taken over what is the
     * other's.
     *
     * @param configured the terms that the configuration has, of which only a server without
     *     agreement makes use
     */
    public boolean isOwner(Lease lease, Memory memory, Supplier<Terms> configured) {
        Terms terms = memory.current().map(Pact::terms).orElseGet(configured);
        return memory.isOwner(
                ownership(terms)
                        .owner(lease.address(), lease.prefixLength())
                        .filter(own::equals)
                        .isPresent());
    }

    /** By what this server's half of these subnets is counted; empty without agreement. */
    public Optional<OwnHalf.Basis> basis(List<Subnet> subnets, Memory memory) {
        return memory.current()
                .map(pact -> new OwnHalf.Basis(subnets, ownership(pact.terms()), own));
    }
}
