package io.tandem6.server.ha;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.identity.Duid;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose clients are whose. A scope is the name of the server that normally answers a client; which
 * scopes a server answers for depends on its state.
 */
public final class ServingScopes {
    /** Message types that one server alone answers; all others are answered by every server. */
    private static final Set<Integer> BALANCED_TYPES = Set.of(1, 3, 4, 5, 6, 8, 9);

    private ServingScopes() {}

    /** All scopes there are. */
    public static Set<String> existing(HaSettings settings) {
        return Set.copyOf(settings.scopes());
    }

    /** The scopes a server answers for on entering {@code state}. */
    static Set<String> of(HaSettings settings, ServerState state) {
        return switch (state.serving()) {
            case NOTHING -> Set.of();
            case OWN -> own(settings);
            case FAILOVER -> settings.self().autoFailover() ? existing(settings) : own(settings);
            case ALL -> existing(settings);
        };
    }

    private static Set<String> own(HaSettings settings) {
        String name = settings.thisServerName();
        return existing(settings).contains(name) ? Set.of(name) : Set.of();
    }

    /** True if only one of the servers is to answer messages of this type (RFC 9915, 7.3). */
    public static boolean isBalanced(int messageType) {
        return BALANCED_TYPES.contains(messageType);
    }

    /**
     * The scope a client belongs to; empty if that depends on its DUID and it has none. Only for
     * balanced message types.
     */
    public static Optional<String> owner(HaSettings settings, @Nullable Duid client) {
        return switch (settings.mode()) {
            case HOT_STANDBY, PASSIVE_BACKUP -> Optional.of(settings.primary().name());
            case LOAD_BALANCING ->
                    client == null
                            ? Optional.empty()
                            : settings.peers().stream()
                                    .filter(p -> p.role() == balancedRole(client))
                                    .map(HaSettings.Peer::name)
                                    .findFirst();
        };
    }

    private static Role balancedRole(Duid client) {
        return LoadBalancingHash.of(client.octets()) % 2 == 0 ? Role.PRIMARY : Role.SECONDARY;
    }
}
