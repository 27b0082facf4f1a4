package io.tandem6.server.continuity;

import java.util.Optional;

/**
 * How two servers come to an agreement, change it, and find out that one of them has forgotten it.
 * What a server remembers and a greeting of its partner give what it remembers from then on; it
 * must be on disk before anything is done or said because of it.
 */
public final class Agreement {
    private Agreement() {}

    /**
     * What this server is at the moment.
     *
     * @param terms those that its configuration has
     * @param incarnation number of its start
     * @param startBeat {@link Memory#beat} as it was then
     * @param normal its HA state is the normal one
     * @param drained the partner knows all that it has done, but for the latest
     * @param stepsBack it is in maintenance
     */
    public record Self(
            Terms terms,
            long incarnation,
            long startBeat,
            boolean normal,
            boolean drained,
            boolean stepsBack) {}

    /**
     * The partner was heard.
     *
     * @param fresh in answer to a question of this start of the server; else it may be older than
     *     what was heard before, and only what it says of its start counts
     */
    public static Memory heard(Memory before, Greeting partner, Self self, boolean fresh) {
        if (partner.incarnation() < before.partnerIncarnation()) {
            return before;
        }
        Memory.Draft memory = new Memory.Draft(before);
        memory.partnerId = Optional.of(partner.serverId());
        findForgetful(memory, partner);
        boolean behind = isBehind(memory, partner, self) || (fresh && partner.behindYou());
        if (behind && self.incarnation() > memory.recovered) {
            memory.behind = true;
        }
        if (fresh) {
            makeUpForLost(memory, partner, self);
            believeForgetful(memory, partner);
            agree(memory, partner, self);
            change(memory, partner, self);
            takeOver(memory, partner, self);
        }
        long mclt = memory.current.map(pact -> pact.terms().mcltSeconds()).orElse(0L);
        memory.mcltMax = Math.max(mclt, memory.next.map(p -> p.terms().mcltSeconds()).orElse(0L));
        if (memory.partnerBehind == 0) {
            memory.jumped = 0;
        }
        return memory.done();
    }

    /** The later of two that have taken over is the one that has. */
    private static void takeOver(Memory.Draft memory, Greeting partner, Self self) {
        if (partner.hold() != 0 || !self.stepsBack()) {
            memory.handover = partner.hold();
        }
        if (memory.handover > memory.hold) {
            memory.hold = 0;
        }
    }

    /**
     * The partner has said something before it has answered a question of this start of the server:
     * what it may have done meanwhile limits what may be done here.
     */
    public static Memory overheard(Memory before, Greeting partner) {
        return partner.incarnation() == before.partnerIncarnation() && partner.hold() != 0
                ? before.handedOver(partner.hold())
                : before;
    }

    /**
     * One server has forgotten what it did, which the other one may not know any more, if it has
     * lost its own disk since.
     */
    private static void believeForgetful(Memory.Draft memory, Greeting partner) {
        if (partner.behind()
                && memory.partnerBehind == 0
                && partner.recovered() < partner.incarnation()) {
            memory.partnerBehind = partner.incarnation();
        }
    }

    /**
     * This server started with less than the partner knows that it had before, who may not have
     * heard of the start. Whether one without any agreement had one before, the partner must say.
     */
    private static boolean isBehind(Memory.Draft memory, Greeting partner, Self self) {
        return memory.current.isPresent()
                && partner.current().filter(Greeting.Agreed::confirmed).isPresent()
                && partner.heard()
                        .filter(heard -> heard.incarnation() != self.incarnation())
                        .filter(heard -> heard.beat() > self.startBeat())
                        .isPresent();
    }

    /** A partner that starts with less than it had on its disk before has lost some of it. */
    private static void findForgetful(Memory.Draft memory, Greeting partner) {
        boolean agreed = memory.current.filter(Pact::confirmed).isPresent();
        boolean starts = partner.incarnation() != memory.partnerIncarnation;
        if (agreed
                && starts
                && (partner.startBeat() < memory.partnerBeat || partner.current().isEmpty())
                && partner.recovered() < partner.incarnation()) {
            memory.partnerBehind = partner.incarnation();
        } else if (memory.partnerBehind > 0 && partner.recovered() >= memory.partnerBehind) {
            memory.partnerBehind = 0;
        }
        memory.partnerBeat = starts ? partner.beat() : Math.max(memory.partnerBeat, partner.beat());
        memory.partnerIncarnation = partner.incarnation();
    }

    /** The partner has an agreement with this server that this server does not know. */
    private static void makeUpForLost(Memory.Draft memory, Greeting partner, Self self) {
        if (memory.current.isPresent()
                || partner.current().filter(Greeting.Agreed::confirmed).isEmpty()) {
            return;
        }
        memory.behind = true;
        long lost = partner.current().get().number();
        memory.current = Optional.of(new Pact(lost, self.terms(), false));
    }

    /**
     * True if this server had forgotten what it did, and the partner has told it everything. If
     * both have forgotten something, nobody knows more. By terms that only one of the two has, and
     * that are not in force, nothing can be promised.
     */
    public static boolean isMadeUpFor(Memory memory, Greeting partner, Terms own) {
        return memory.behind()
                && partner.behindYou()
                && (partner.copied() || memory.partnerBehind() != 0)
                && memory.current().isPresent()
                && (memory.isInForce() || partner.terms().equals(own.hash()));
    }

    /** A first agreement needs two servers that know all of each other. */
    private static void agree(Memory.Draft memory, Greeting partner, Self self) {
        if (memory.current.isEmpty()
                && self.normal()
                && self.drained()
                && partner.normal()
                && partner.drained()
                && !memory.behind
                && partner.terms().equals(self.terms().hash())) {
            long number = partner.current().map(Greeting.Agreed::number).orElse(1L);
            memory.current = Optional.of(new Pact(number, self.terms(), false));
        } else if (memory.current.isPresent()
                && (isConfirmed(memory.current.get(), partner.current())
                        || isConfirmed(memory.current.get(), partner.next()))) {
            memory.current = memory.current.map(Pact::byBoth);
        } else if (isDropped(memory, partner, self)) {
            memory.current = memory.current.map(p -> new Pact(p.number(), self.terms(), false));
        }
    }

    /**
     * Terms that the partner has never confirmed, nor is about to, and that this server's
     * configuration does not have any more, while both have the same. Without this nobody would
     * ever confirm them, as after a start with an empty disk and a configuration on trial.
     */
    private static boolean isDropped(Memory.Draft memory, Greeting partner, Self self) {
        return memory.current
                .filter(pact -> !pact.confirmed() && !pact.terms().equals(self.terms()))
                .filter(pact -> partner.terms().equals(self.terms().hash()))
                .isPresent();
    }

    private static boolean isConfirmed(Pact pact, Optional<Greeting.Agreed> by) {
        return by.filter(agreed -> agreed.terms().equals(pact.terms().hash())).isPresent();
    }

    /**
     * Until both have confirmed other terms, what either of them forbids is forbidden. A partner
     * that had forgotten the former ones, and knows all again, has never promised anything by them.
     */
    private static void change(Memory.Draft memory, Greeting partner, Self self) {
        Pact current = memory.current.orElse(null);
        if (current == null || !current.confirmed()) {
            return;
        }
        Pact next = memory.next.orElse(null);
        if (next != null
                && (isConfirmed(next, partner.next()) || isConfirmed(next, partner.current()))) {
            memory.current = Optional.of(next.byBoth());
            memory.next = Optional.empty();
            return;
        }
        String wanted = self.terms().hash();
        boolean isWanted = (next == null ? current : next).terms().hash().equals(wanted);
        boolean settled = self.normal() && partner.normal();
        boolean renewed = memory.partnerBehind == 0 && partner.recovered() == partner.incarnation();
        if (!isWanted
                && partner.terms().equals(wanted)
                && (settled || renewed)
                && self.drained()
                && partner.drained()) {
            memory.next = Optional.of(new Pact(current.number() + 1, self.terms(), false));
        }
    }
}
