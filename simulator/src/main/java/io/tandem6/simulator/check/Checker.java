package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.time.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is valid at which client, and complains when it is valid at another one too or is on
 * no disk. It looks at an address whenever a client or a disk changes something about it, which is
 * as good as looking at all of them after each event.
 */
public final class Checker {
    private static final long MARGIN = Records.MARGIN;

    /** Servers tell each other how many whole seconds a lease still lasts. */
    private static final long MARGIN_OF_TWO = 2 * MARGIN;

    /** A client may have been promised something else since. */
    private static final long OLDEST_REPLY = Timeline.SECOND + 10 * Timeline.MILLISECOND;

    private final Timeline timeline;
    private final List<Host> hosts;
    private final Consumer<Violation> violations;
    private final Claims claims = new Claims();
    private final Losses losses;
    private final Map<Ipv6Address, Taking> takings = new HashMap<>();
    private final Map<Ipv6Address, ClientTraits> declined = new HashMap<>();
    private boolean clocksAreRight = true;
    private boolean poolsDiffer;
    private long poolsDifferedUntil = Long.MIN_VALUE;

    /** Watches these hosts, a list that may still grow. */
    public Checker(Timeline timeline, List<Host> hosts, Consumer<Violation> violations) {
        this.timeline = timeline;
        this.hosts = hosts;
        this.losses = new Losses(hosts);
        this.violations = violations;
    }

    /** From now on wall clocks may be wrong, and with them when leases end. */
    public void clocksGoWrong() {
        clocksAreRight = false;
    }

    /**
     * From now on one server has pools that the other one has not, or both have the same again.
     * What a client has outside of them is taken away when it asks next.
     */
    public void poolsDiffer(boolean yes) {
        poolsDiffer = yes;
        poolsDifferedUntil = timeline.now();
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
                claims.overlapping(holding).stream()
                        .filter(other -> other.holding().until() > now)
                        .toList();
        if (live.isEmpty()) {
            losses.begins(claim);
        }
        claims.forget(holding.address(), client, now);
        if (takings.values().stream().anyMatch(taking -> taking.ends(holding, sent))) {
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
            checkBothDisks(claim);
        }
    }

    private void checkApart(Claim claim, Claim other, int by) {
        if (losses.isUnavoidable(other, claim, by)) {
            return;
        }
        long overlap = other.holding().until() - timeline.now();
        boolean onItsWay = overlap <= other.delivery() + MARGIN;
        report(
                onItsWay ? ViolationKind.DOUBLE_WHILE_DELIVERED : ViolationKind.DOUBLE_ASSIGNMENT,
                "%s of %s, valid for another %.1f s, goes to %s%s"
                        .formatted(
                                other.holding(),
                                other.client().name(),
                                overlap / (double) Timeline.SECOND,
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
        for (Claim claim : claims.at(address)) {
            if (claim.client().equals(client)
                    && !poolsDiffer
                    && sent - OLDEST_REPLY > poolsDifferedUntil
                    && clocksAreRight
                    && !losses.isDisputed(claim)
                    && says(by, by.disk().find(address, sent), claim)
                    && !isAboutToEnd(claim)) {
                report(
                        ViolationKind.TAKEN_AWAY,
                        "%s of %s, valid for another %.1f s"
                                .formatted(claim.holding(), client.name(), left(claim)));
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
        List<Claim> former = claims.overlapping(what.address(), what.length());
        claims.doubt(former);
        Taking taking = new Taking(what, mayBeAnswered);
        Taking earlier = takings.put(what.address(), taking);
        return done -> {
            if (done) {
                claims.deny(former);
                taking.carriedOut();
                settleTaken(what.address());
            } else {
                claims.affirm(former);
                takings.remove(what.address(), taking);
                if (earlier != null) {
                    takings.putIfAbsent(what.address(), earlier);
                }
            }
        };
    }

    private boolean isTakenByOperator(Claim claim) {
        return takings.values().stream()
                .filter(Taking::isUnderWay)
                .anyMatch(t -> t.covers(claim.address(), claim.holding().prefixLength()));
    }

    /**
     * Declined beats assigned: who declines an address and gets it again, from a server that has
     * yet to hear of that, loses it when that hears of it.
     */
    private boolean isDeclined(Claim claim) {
        return claim.client().equals(declined.get(claim.address()))
                && hosts.stream()
                        .map(host -> host.disk().find(claim.address()))
                        .anyMatch(l -> l != null && l.state() == LeaseState.DECLINED);
    }

    private void settleTaken(Ipv6Address address) {
        Taking taking = takings.get(address);
        if (taking == null || !taking.awaitsDisks()) {
            return;
        }
        List<Optional<Duid>> holders =
                hosts.stream().map(host -> holder(host.disk().find(address))).distinct().toList();
        if (holders.size() <= 1) {
            taking.settle(timeline.now());
            for (Claim claim : claims.overlapping(address, taking.what().length())) {
                if (!holders.contains(Optional.of(claim.client().duid()))) {
                    claims.removeAt(claim.address(), claim::equals);
                }
            }
        }
    }

    private static Optional<Duid> holder(@Nullable Lease lease) {
        return Optional.ofNullable(lease)
                .filter(l -> l.state() == LeaseState.ASSIGNED)
                .map(Lease::duid);
    }

    /** The durable lease of an address is another one, somewhere. */
    public void leaseChanged(Ipv6Address address) {
        long now = timeline.now();
        claims.removeAt(address, c -> c.holding().until() <= now);
        settleTaken(address);
        claims.at(address).forEach(this::checkDisks);
    }

    private void checkBothDisks(Claim claim) {
        if (!isAboutToEnd(claim)) {
            for (Host host : hosts) {
                Lease lease = host.disk().find(claim.address());
                if (!says(host, lease, claim, MARGIN_OF_TWO)) {
                    report(
                            ViolationKind.ON_ONE_DISK,
                            "%s of %s: %s"
                                    .formatted(
                                            claim.holding(),
                                            claim.client().name(),
                                            text(host, lease)));
                }
            }
        }
    }

    private void checkDisks(Claim claim) {
        if (isBeingTakenAway(claim) || isDeclined(claim)) {
            // What is over may be forgotten later on.
            losses.add(claim);
        }
        if (!losses.has(claim)
                && !isAboutToEnd(claim)
                && !isTakenByOperator(claim)
                && hosts.stream().noneMatch(h -> says(h, h.disk().find(claim.address()), claim))) {
            report(
                    ViolationKind.LOST_LEASE,
                    "%s of %s, valid for another %.1f s; disks: %s"
                            .formatted(
                                    claim.holding(),
                                    claim.client().name(),
                                    left(claim),
                                    hosts.stream()
                                            .map(h -> text(h, h.disk().find(claim.address())))
                                            .toList()));
            losses.add(claim);
        }
    }

    /** Servers know of it before the client does. */
    private boolean isBeingTakenAway(Claim claim) {
        return poolsDiffer
                && hosts.stream()
                        .map(h -> h.disk().find(claim.address()))
                        .anyMatch(
                                lease ->
                                        lease != null
                                                && lease.state() == LeaseState.EXPIRED_RECLAIMED
                                                && Records.isAbout(lease, claim));
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
        return claims.at(address).stream()
                .anyMatch(claim -> claim.holding().until() > timeline.now());
    }

    /** What is valid at clients must be known to every server when all is well. */
    public void checkServersKnow() {
        for (Claim claim : claims.all()) {
            if (!isAboutToEnd(claim) && !losses.has(claim)) {
                hosts.stream()
                        .filter(h -> !says(h, h.find(claim.address()), claim, MARGIN_OF_TWO))
                        .forEach(h -> reportUnknown(h, claim));
            }
        }
    }

    /** True if the server's count may have come to its end, since it began before the client's. */
    private boolean isAboutToEnd(Claim claim) {
        return claim.holding().until() - timeline.now() <= claim.delivery() + MARGIN;
    }

    private void reportUnknown(Host host, Claim claim) {
        report(
                ViolationKind.UNKNOWN_LEASE,
                "%s of %s, valid for another %.1f s: %s"
                        .formatted(
                                claim.holding(),
                                claim.client().name(),
                                left(claim),
                                text(host, host.find(claim.address()))));
    }

    private boolean says(Host host, @Nullable Lease lease, Claim claim) {
        return says(host, lease, claim, MARGIN);
    }

    private boolean says(Host host, @Nullable Lease lease, Claim claim, long margin) {
        return clocksAreRight
                ? Records.lasts(host, lease, claim, margin)
                : Records.isOf(lease, claim);
    }

    private double left(Claim claim) {
        return (claim.holding().until() - timeline.now()) / (double) Timeline.SECOND;
    }

    private String text(Host host, @Nullable Lease lease) {
        return Records.text(host, lease, timeline.now());
    }

    private void report(ViolationKind kind, String text) {
        violations.accept(new Violation(kind, timeline.now(), text));
    }
}
