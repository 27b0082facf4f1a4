package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.ServingScopes;
import io.tandem6.server.pipeline.ServiceGate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses which clients of a relationship this server serves. */
final class ServedClients {
    private final Optional<Continuity> continuity;
    private final Map<String, Set<String>> classesByOwner;

    ServedClients(HaSettings settings, Optional<Continuity> continuity) {
        this.continuity = continuity;
        classesByOwner =
                settings.peers().stream()
                        .map(Peer::name)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        name -> name,
                                        name -> Set.of(HaSettings.clientClass(name))));
    }

    /**
     * What is done with a message.
     *
     * @param verdict whether it is served
     * @param isOfPartner it is the partner's to answer, whoever does
     */
    record Choice(ServiceGate.Verdict verdict, boolean isOfPartner) {}

    /** Chooses while the service is on. */
    Choice choose(HaState state, ServiceGate.Query query) {
        HaSettings settings = state.settings();
        if (!ServingScopes.isBalanced(query.messageType())) {
            return new Choice(served(settings.primary().name()), false);
        }
        Optional<String> owner = ServingScopes.owner(settings, query.clientId());
        if (owner.isPresent() && state.scopes().contains(owner.get())) {
            return new Choice(served(owner.get()), false);
        }
        boolean inItsPlace =
                owner.isPresent()
                        && continuity
                                .filter(c -> c.earlyService().servesInPlaceOfPartner(query))
                                .isPresent();
        return new Choice(inItsPlace ? served(owner.get()) : new ServiceGate.NotInScope(), true);
    }

    private ServiceGate.Verdict served(String owner) {
        Set<String> classes = classesByOwner.get(owner);
        return classes == null
                ? new ServiceGate.NotInScope()
                : new ServiceGate.Serve(
                        classes, continuity.flatMap(c -> c.earlyService().partnerId()));
    }
}
