package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.simulator.server.Host;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the servers have what a client has: one of them on its disk at any time, both on their
 * disks after calm, and both in memory when all has been well for long. It looks and changes
 * nothing; whoever asks knows what else excuses a violation.
 */
final class Durability {
    /** Servers tell each other how many whole seconds a lease still lasts. */
    private static final long MARGIN_OF_TWO = 2 * Records.MARGIN;

    private static final Where DISK = (host, address) -> host.disk().find(address);

    private final List<Host> hosts;

    /** Where to look for what a host has. */
    private interface Where {
        @Nullable Lease find(Host host, Ipv6Address address);
    }

    /** Looks at these hosts, a list that may still grow. */
    Durability(List<Host> hosts) {
        this.hosts = hosts;
    }

    /** What is wrong if no disk says what the client says. */
    Optional<Violation> lost(Claim claim, Circumstances circumstances, long now) {
        if (claim.isAboutToEnd(now)
                || hosts.stream()
                        .anyMatch(h -> says(h, DISK, claim, Records.MARGIN, circumstances))) {
            return Optional.empty();
        }
        List<String> disks = hosts.stream().map(host -> text(host, DISK, claim, now)).toList();
        return Optional.of(
                new Violation(
                        ViolationKind.LOST_LEASE,
                        now,
                        "%s; disks: %s".formatted(claim.text(now), disks)));
    }

    /** What is wrong with each disk that does not say what the client says. */
    List<Violation> onOneDisk(Claim claim, Circumstances circumstances, long now) {
        return missing(DISK, claim, circumstances, now)
                .map(
                        text ->
                                new Violation(
                                        ViolationKind.ON_ONE_DISK,
                                        now,
                                        "%s: %s".formatted(claim, text)))
                .toList();
    }

    /** What is wrong with each server that does not know what the client says. */
    List<Violation> unknown(Claim claim, Circumstances circumstances, long now) {
        return missing(Host::find, claim, circumstances, now)
                .map(
                        text ->
                                new Violation(
                                        ViolationKind.UNKNOWN_LEASE,
                                        now,
                                        "%s: %s".formatted(claim.text(now), text)))
                .toList();
    }

    /** What those hosts have instead that do not have the claim. */
    private Stream<String> missing(
            Where where, Claim claim, Circumstances circumstances, long now) {
        if (claim.isAboutToEnd(now)) {
            return Stream.empty();
        }
        return hosts.stream()
                .filter(host -> !says(host, where, claim, MARGIN_OF_TWO, circumstances))
                .map(host -> text(host, where, claim, now));
    }

    /**
     * True if a server has ended the lease since it is outside of its pools: servers know of it
     * before the client does.
     */
    boolean isOutsideOfPools(Claim claim, Circumstances circumstances) {
        return circumstances.poolsDiffer()
                && durable(claim.address())
                        .anyMatch(
                                lease ->
                                        lease.state() == LeaseState.EXPIRED_RECLAIMED
                                                && Records.isAbout(lease, claim));
    }

    /** True if a disk says that the address is declined. */
    boolean isQuarantined(Ipv6Address address) {
        return durable(address).anyMatch(lease -> lease.state() == LeaseState.DECLINED);
    }

    private Stream<Lease> durable(Ipv6Address address) {
        return hosts.stream().flatMap(host -> Stream.ofNullable(DISK.find(host, address)));
    }

    /** Where clocks may be wrong, nobody can tell when a lease ends. */
    private static boolean says(
            Host host, Where where, Claim claim, long margin, Circumstances circumstances) {
        Lease lease = where.find(host, claim.address());
        return circumstances.clocksAreRight()
                ? Records.lasts(host, lease, claim, margin)
                : Records.isOf(lease, claim);
    }

    private static String text(Host host, Where where, Claim claim, long now) {
        return Records.text(host, where.find(host, claim.address()), now);
    }
}
