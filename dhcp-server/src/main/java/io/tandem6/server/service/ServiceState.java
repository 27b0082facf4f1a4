package io.tandem6.server.service;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Who wants the DHCP service off. It is on when nobody does. Those who send commands are told apart
 * by Kea's origin numbers: 1 is the operator, 1000 and a relationship's number is this server's own
 * side of it, 2000 and that number the partner's, from 3000 on are databases. The HA state of each
 * relationship is an input of its own, which no command and no timer overrules.
 *
 * @param origins origins of commands that switched it off and not on again
 * @param unwillingRelationships numbers of the HA relationships whose state wants it off
 */
public record ServiceState(Set<Long> origins, Set<Integer> unwillingRelationships) {
    /** The operator. */
    public static final long USER = 1;

    /** First of the own sides of HA relationships. */
    public static final long HA_LOCAL = 1000;

    /** First of the partners of HA relationships. */
    public static final long HA_REMOTE = 2000;

    /** First of the databases. */
    public static final long DATABASE = 3000;

    /** Nobody. */
    public static final ServiceState ON = new ServiceState(Set.of(), Set.of());

    /** Copies the sets. */
    public ServiceState {
        origins = Set.copyOf(origins);
        unwillingRelationships = Set.copyOf(unwillingRelationships);
    }

    /** True if messages are answered. */
    public boolean isOn() {
        return origins.isEmpty() && unwillingRelationships.isEmpty();
    }

    /** True if it would be off even if the state of {@code relationship} wanted it on. */
    public boolean isBlockedFor(int relationship) {
        return !origins.isEmpty()
                || unwillingRelationships.stream().anyMatch(other -> other != relationship);
    }

    /** {@code origin} switches it off, again or for the first time. */
    ServiceState disabledBy(long origin) {
        return new ServiceState(changed(origins, set -> set.add(origin)), unwillingRelationships);
    }

    /**
     * {@code origin} no longer wants it off. The operator speaks for this server's own side of HA
     * too: it is with one command that a backup server is made to serve.
     */
    ServiceState enabledBy(long origin) {
        return new ServiceState(
                changed(
                        origins,
                        set -> {
                            set.remove(origin);
                            if (origin == USER) {
                                set.removeIf(other -> other >= HA_LOCAL && other < HA_REMOTE);
                            }
                        }),
                unwillingRelationships);
    }

    /** What the HA state of {@code relationship} wants. */
    ServiceState wanted(int relationship, boolean on) {
        return new ServiceState(
                origins,
                changed(
                        unwillingRelationships,
                        set -> {
                            if (on) {
                                set.remove(relationship);
                            } else {
                                set.add(relationship);
                            }
                        }));
    }

    private static <T> Set<T> changed(Set<T> from, Consumer<Set<T>> change) {
        Set<T> copy = new TreeSet<>(from);
        change.accept(copy);
        return copy;
    }
}
