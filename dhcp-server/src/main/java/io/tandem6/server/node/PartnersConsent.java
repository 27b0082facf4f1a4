package io.tandem6.server.node;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.leasecommands.Consent;
import io.tandem6.server.peer.Continuity;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is against an operator's changes where there is continuity with a partner. */
record PartnersConsent(Supplier<Optional<Continuity>> continuity) implements Consent {
    @Override
    public Optional<String> objection(List<LeaseChange> changes) {
        return continuity.get().flatMap(c -> c.operatorChanges().objection(changes));
    }

    @Override
    public List<LeaseChange> displaced(List<LeaseChange> changes) {
        return continuity.get().map(c -> c.operatorChanges().displaced(changes)).orElse(List.of());
    }

    @Override
    public void forced(String command, String objection) {
        continuity.get().ifPresent(c -> c.operatorChanges().forced(command, objection));
    }
}
