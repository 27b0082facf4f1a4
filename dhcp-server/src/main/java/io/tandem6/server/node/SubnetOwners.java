package io.tandem6.server.node;

import io.tandem6.config.HaSettings;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.Subnet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Which HA relationship looks after the leases of which subnet. */
final class SubnetOwners {
    private final Map<Long, Integer> owners = new HashMap<>();
    private final Set<Integer> named = new HashSet<>();
    private final Set<String> classes;

    SubnetOwners(ServerConfig config) {
        classes =
                config.highAvailability().stream()
                        .flatMap(settings -> settings.scopes().stream())
                        .map(HaSettings::clientClass)
                        .collect(Collectors.toUnmodifiableSet());
        for (Subnet subnet : config.subnets()) {
            config.relationshipOf(subnet)
                    .ifPresent(
                            id -> {
                                owners.put(subnet.id(), id);
                                subnet.haServerName()
                                        .filter(config.highAvailability().get(id)::has)
                                        .ifPresent(name -> named.add(id));
                            });
        }
    }

    /** Number of the relationship of a subnet. */
    OptionalInt of(long subnetId) {
        Integer id = owners.get(subnetId);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The classes that clients are in, those of all relationships. */
    Set<String> classes() {
        return classes;
    }

    /**
     * True if a relationship fetches leases of this subnet from its partner. As in Kea a server
     * whose subnets name the relationship wants nothing but their leases, since its partner may be
     * a hub that has those of others as well; where no subnet does, it wants whatever is not
     * another's.
     */
    boolean isFetched(int relationship, long subnetId) {
        OptionalInt owner = of(subnetId);
        return owner.isPresent() ? owner.getAsInt() == relationship : !named.contains(relationship);
    }
}
