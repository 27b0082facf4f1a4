package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.time.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Is told of everything that gives a client something or may take it away, and complains when a
 * promise of the servers is broken: when something is valid at two clients or on no disk. It looks
 * at an address whenever a client or a disk changes something about it, which is as good as looking
 * at all of them after each event. {@link Claims} are what clients have; {@link Losses}, {@link
 * Takings} and {@link Circumstances} excuse what nobody promised; {@link Durability} says what of
 * it the servers have.
 */
public final class Checker {
    /** A client may have been promised something else since. */
    private static final long OLDEST_REPLY = Timeline.SECOND + 10 * Timeline.MILLISECOND;

    private final Timeline timeline;
    private final Consumer<Violation> violations;
    private final Claims claims = new Claims();
    private final Losses losses;
    private final Takings takings;
    private final Durability durability;
    private final Map<Ipv6Address, ClientTraits> declined = new HashMap<>();
    private Circumstances circumstances = Circumstances.USUAL;

    /** Watches these hosts, a list that may still grow. */
    public Checker(Timeline timeline, List<Host> hosts, Consumer<Violation> violations) {
        this.timeline = timeline;
        this.losses = new Losses(hosts);
        this.takings = new Takings(timeline, hosts, claims);
        this.durability = new Durability(hosts);
        this.violations = violations;
    }

    /** From now on wall clocks may be wrong, and with them when leases end. */
    public void clocksGoWrong() {
        circumstances = circumstances.withWrongClocks();
    }

    /**
     * From now on one server has pools that the other one has not, or both have the same again.
     * What a client has outside of them is taken away when it asks next.
     */
    public void poolsDiffer(boolean yes) {
        circumstances = circumstances.withPools(yes, timeline.now());
    }

    /**
     * A client took a reply that says that it has this. What an operator has taken away since the
     * reply was sent it has all the same, and nobody promised otherwise.
     *
     * @param asked when it began to ask for it
     * @param by number of the server that sent the reply
     * @param sent when it did so
     * @param calm nothing has been wrong for so long that every lease is on both disks
     */
    public void claimed(
            ClientTraits client, Holding holding, long asked, int by, long sent, boolean calm) {
        long now = timeline.now();
        Claim claim = new Claim(client, holding, now, asked);
        List<Claim> live =
                claims.overlapping(holding).stream().filter(other -> other.left(now) > 0).toList();
        if (live.isEmpty()) {
            losses.begins(claim);
        }
        claims.forget(holding.address(), client, now);
        if (takings.haveEnded(holding, sent)) {
            return;
        }
        losses.given(claim, by);
        live.stream()
                .filter(other -> !other.client().equals(client))
                .forEach(other -> checkApart(claim, other, by));
        claims.add(claim);
        losses.arrived(claim, by, sent);
        checkDisks(claim);
        if (calm) {
            durability.onOneDisk(claim, circumstances, now).forEach(violations);
        }
    }

    private void checkApart(Claim claim, Claim other, int by) {
        if (losses.isUnavoidable(other, claim, by)) {
            return;
        }
        long now = timeline.now();
        report(
                other.isAboutToEnd(now)
                        ? ViolationKind.DOUBLE_WHILE_DELIVERED
                        : ViolationKind.DOUBLE_ASSIGNMENT,
                "%s, goes to %s%s"
                        .formatted(
                                other.text(now),
                                claim.client().name(),
                                claim.address().equals(other.address())
                                        ? ""
                                        : " as " + claim.holding()));
    }

    /** A server sends a reply so long after it looked at the message. */
    public void replied(Host from, long age) {
        if (age > OLDEST_REPLY) {
            report(
                    ViolationKind.OLD_REPLY,
                    "%s sends what it decided %.1f s ago"
                            .formatted(from.name(), age / (double) Timeline.SECOND));
        }
    }

    /** A client does not use this any more, since another one does. */
    public void declined(ClientTraits client, Ipv6Address address) {
        declined.put(address, client);
        ended(client, address);
    }

    /** A client does not use this any more. */
    public void ended(ClientTraits client, Ipv6Address address) {
        claims.removeAt(address, c -> c.client().equals(client));
    }

    /**
     * A server tells a client that it has something no more. It may do so if it knew nothing of it
     * when it said so, as when the other one gave it away while they were parted. What it decided
     * by other pools may reach the client when they are the same again.
     *
     * @param sent when the server sent the reply
     */
    public void takenAway(ClientTraits client, Ipv6Address address, Host by, long sent) {
        long now = timeline.now();
        for (Claim claim : claims.at(address)) {
            if (claim.client().equals(client)
                    && !circumstances.isPerhapsByOtherPools(sent - OLDEST_REPLY)
                    && circumstances.clocksAreRight()
                    && !losses.isDisputed(claim)
                    && Records.lasts(by, by.disk().find(address, sent), claim, Records.MARGIN)
                    && !claim.isAboutToEnd(now)) {
                report(ViolationKind.TAKEN_AWAY, claim.text(now));
            }
        }
        ended(client, address);
    }

    /**
     * An operator is taking an address or prefix away, whoever has it. A server that hangs does so,
     * or refuses it, long after; what a client gives back or gets anew meanwhile is not undone by a
     * refusal.
     *
     * @param mayBeAnswered false when the server that was told so has died
     * @return to be told whether the server has done it
     */
    public Consumer<Boolean> taken(Ipv6Prefix what, BooleanSupplier mayBeAnswered) {
        return takings.begin(what, mayBeAnswered);
    }

    /** The durable lease of an address is another one, somewhere. */
    public void leaseChanged(Ipv6Address address) {
        long now = timeline.now();
        claims.removeAt(address, c -> c.left(now) <= 0);
        takings.settle(address);
        claims.at(address).forEach(this::checkDisks);
    }

    private void checkDisks(Claim claim) {
        if (durability.isOutsideOfPools(claim, circumstances) || isDeclined(claim)) {
            // What is over may be forgotten later on.
            losses.add(claim);
        }
        if (losses.has(claim) || takings.mayEnd(claim)) {
            return;
        }
        durability
                .lost(claim, circumstances, timeline.now())
                .ifPresent(
                        violation -> {
                            violations.accept(violation);
                            losses.add(claim);
                        });
    }

    /**
     * Declined beats assigned: who declines an address and gets it again, from a server that has
     * yet to hear of that, loses it when that hears of it.
     */
    private boolean isDeclined(Claim claim) {
        return claim.client().equals(declined.get(claim.address()))
                && durability.isQuarantined(claim.address());
    }

    /** A server hears the other one. */
    public void hears(Host host) {
        losses.hears(host.number(), timeline.now());
    }

    /**
     * A disk goes back, which its server cannot know before it hears the other one.
     *
     * @param instant to which moment, nanoseconds of the world
     */
    public void diskGoesBack(Host host, long instant) {
        losses.diskGoesBack(host.number(), host.disk().changedSince(instant));
    }

    /**
     * A host is about to lose its latest changes while it alone knows them. What is lost then is
     * lost by two failures, and nobody promised that it would not be. So is a lease of which the
     * other one knows an earlier end, whatever the clocks are like, and one of which it has nothing
     * but a former state on its disk, as on a full one. Replies that it has sent before may still
     * be on their way, and say no more than it has lost.
     *
     * @param instant to which moment its disk goes back, nanoseconds of the world
     */
    public void secondFailure(Host losing, long instant) {
        losses.secondFailure(losing, instant, timeline.now(), claims.allAndDoubtful());
    }

    /**
     * True if something is valid at a client: that it gave nothing back, and nobody took it all.
     */
    public boolean holdsSomething(ClientTraits client) {
        return claims.all().stream().anyMatch(claim -> claim.client().equals(client));
    }

    /** True if an address is valid at some client. */
    public boolean isClaimed(Ipv6Address address) {
        return claims.at(address).stream().anyMatch(claim -> claim.left(timeline.now()) > 0);
    }

    /** What is valid at clients must be known to every server when all is well. */
    public void checkServersKnow() {
        for (Claim claim : claims.all()) {
            if (!losses.has(claim)) {
                durability.unknown(claim, circumstances, timeline.now()).forEach(violations);
            }
        }
    }

    private void report(ViolationKind kind, String text) {
        violations.accept(new Violation(kind, timeline.now(), text));
    }
}
