package io.tandem6.server.node;

import io.tandem6.config.HaSettings;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.Subnet;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.control.Command;
import io.tandem6.server.leasecommands.Consent;
import io.tandem6.server.peer.Agreeing;
import io.tandem6.server.peer.Continuity;
import io.tandem6.server.peer.HaCommands;
import io.tandem6.server.peer.HaStatus;
import io.tandem6.server.peer.HighAvailability;
import io.tandem6.server.peer.MemoryKeeper;
import io.tandem6.server.peer.OwnHalfWatch;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceState;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The HA relationships of a server: none for one that stands alone, one for each half of a pair,
 * several for a hub, whose subnets say to which of them they belong. Event loop only.
 */
public final class Relationships {
    private final HighAvailability.Surroundings surroundings;
    private final DhcpService service;
    private final Optional<MemoryKeeper> memory;
    private final OwnHalfWatch ownHalf;
    private ServerConfig config;
    private SubnetOwners owners;
    private List<HighAvailability> relationships;
    private int relationshipsWanted;

    /** Prepares those of a configuration. */
    Relationships(
            ServerConfig config,
            HighAvailability.Surroundings surroundings,
            ContinuityFile file,
            OwnHalfWatch ownHalf) {
        this.surroundings = surroundings;
        this.memory =
                file.isKept()
                        ? Optional.of(
                                new MemoryKeeper(surroundings.loop(), file, surroundings.log()))
                        : Optional.empty();
        this.ownHalf = ownHalf;
        this.service = surroundings.service();
        this.config = config;
        this.owners = new SubnetOwners(config);
        this.relationships = List.of();
        this.relationships = take(config.highAvailability(), List.of());
    }

    /** The relationships of {@code wanted}: those of {@code kept} as they are, the others new. */
    private List<HighAvailability> take(List<HaSettings> wanted, List<Integer> kept) {
        relationshipsWanted = wanted.size();
        List<HighAvailability> taken = new ArrayList<>();
        for (int id = 0; id < wanted.size(); id++) {
            taken.add(kept.contains(id) ? relationships.get(id) : create(id, wanted.get(id)));
        }
        return List.copyOf(taken);
    }

    private HighAvailability create(int id, HaSettings settings) {
        SharedTerms shared = new SharedTerms();
        return new HighAvailability(
                id,
                settings,
                surroundings,
                lease -> owners.isFetched(id, lease.subnetId()),
                new Agreeing(
                        memory,
                        () -> shared.terms(config, settings),
                        () -> shared.configuration(config, settings),
                        relationshipsWanted > 1 ? "there are several relationships" : ""));
    }

    /**
     * Goes on with those of another configuration; relationships whose settings stay the same keep
     * their state. The service is not on in between: what is new has it off before what is gone no
     * longer does.
     */
    void reconfigure(ServerConfig next) {
        // What is new takes the clock for right as it is when it begins.
        continuity().ifPresent(Continuity::noticeJump);
        RelationshipChange change =
                RelationshipChange.between(config.highAvailability(), next.highAvailability());
        List<HighAvailability> before = relationships;
        List<HighAvailability> after = take(next.highAvailability(), change.kept());
        change.stopped().forEach(id -> before.get(id).stop());
        relationships = after;
        owners = new SubnetOwners(next);
        config = next;
        change.started().forEach(id -> after.get(id).start());
        change.kept().forEach(id -> after.get(id).reconfigured());
        before.stream().skip(after.size()).forEach(this::forget);
    }

    /** Nobody is left who could take back what was said for a relationship that is gone. */
    private void forget(HighAvailability gone) {
        service.enable(ServiceState.HA_LOCAL + gone.id());
        service.enable(ServiceState.HA_REMOTE + gone.id());
        service.setWanted(gone.id(), true);
    }

    /** Says which messages are ours to answer. */
    ServiceGate gate() {
        return query ->
                switch (relationships.size()) {
                    case 0 -> admitAlone();
                    case 1 -> relationships.getFirst().admit(query);
                    default -> admitByLink(query);
                };
    }

    /** What two Tandem6 servers do beyond Kea's rules, if it is possible here. */
    Optional<Continuity> continuity() {
        return relationships.size() == 1 ? relationships.getFirst().continuity() : Optional.empty();
    }

    /** What may be promised to clients, asked anew for each decision. */
    LeaseRights rights() {
        return new CurrentRights(
                () ->
                        relationships.size() == 1
                                ? relationships.getFirst().rights()
                                : LeaseRights.ALL);
    }

    /** Takes a lease update of a partner with which there is continuity. */
    boolean receive(JsonNode arguments, Consumer<ControlResponse> answer) {
        return relationships.size() == 1 && relationships.getFirst().receive(arguments, answer);
    }

    /** What is against changes that operators want. */
    Consent consent() {
        return new PartnersConsent(this::continuity);
    }

    /** True if nobody needs to hear of the lease's end any more. */
    boolean mayForget(Lease lease) {
        return continuity().map(c -> c.mayForget(lease)).orElse(true);
    }

    private ServiceGate.Admission admitAlone() {
        return service.state().isOn()
                ? new ServiceGate.Serve(Set.of())
                : new ServiceGate.ServiceDisabled();
    }

    /** True if an expired lease is this server's to reclaim. */
    boolean reclaims(Lease lease) {
        OptionalInt owner = owners.of(lease.subnetId());
        return owner.isEmpty() || relationships.get(owner.getAsInt()).reclaims(lease);
    }

    private ServiceGate.Admission admitByLink(ServiceGate.Query query) {
        return service.state().isOn()
                ? new ServiceGate.DependsOnLink(owners.classes(), link -> judge(query, link))
                : new ServiceGate.ServiceDisabled();
    }

    private ServiceGate.Verdict judge(ServiceGate.Query query, Optional<Link> link) {
        if (link.isEmpty()) {
            return new ServiceGate.NoRelationship();
        }
        Subnet subnet = link.get().selected();
        OptionalInt id = owners.of(subnet.id());
        if (id.isEmpty()) {
            return new ServiceGate.NoRelationship();
        }
        return relationships.get(id.getAsInt()).admit(query);
    }

    /**
     * Tells the partners of the moment at which the changes are durable, which after a
     * reconfiguration may not be those of the moment at which they were decided.
     */
    Replicator replicator() {
        Replicator bySubnet =
                new ReplicatorBySubnet(
                        subnetId -> owners.of(subnetId), id -> relationships.get(id).replicator());
        return new Replicator() {
            @Override
            public void replicate(List<LeaseChange> changes, Replicated done) {
                switch (relationships.size()) {
                    case 0 -> done.completed(true);
                    case 1 -> relationships.getFirst().replicator().replicate(changes, done);
                    default -> bySubnet.replicate(changes, done);
                }
            }

            @Override
            public void prepare(List<LeaseChange> changes, Consumer<Boolean> next) {
                if (relationships.size() == 1) {
                    relationships.getFirst().replicator().prepare(changes, next);
                } else {
                    next.accept(true);
                }
            }
        };
    }

    List<Command> commands() {
        return relationships.isEmpty() ? List.of() : HaCommands.of(relationships, service);
    }

    void start() {
        relationships.forEach(HighAvailability::start);
    }

    void stop() {
        relationships.forEach(HighAvailability::stop);
    }

    /** Counts what is left of this server's half, by what is in force now. */
    void lookAtOwnHalf() {
        ownHalf.look(continuity(), config.subnets());
    }

    /** How continuity is, if it is possible. */
    Optional<NodeSnapshot.Continuing> continuing() {
        return continuity()
                .map(
                        c ->
                                new NodeSnapshot.Continuing(
                                        c.report(), ownHalf.free(), ownHalf.exhausted()));
    }

    /** This server's HA states, in the order of the configuration. */
    List<NodeSnapshot.Relationship> states() {
        return relationships.stream()
                .map(
                        ha ->
                                new NodeSnapshot.Relationship(
                                        partner(ha.state().settings()), ha.state().current()))
                .toList();
    }

    /**
     * What tells a relationship from the others of this server: the name of the partner, empty in a
     * backup server and in the mode passive-backup, of which there is never more than one.
     */
    public static String partner(HaSettings settings) {
        return settings.partner().map(HaSettings.Peer::name).orElse("");
    }

    /** The HA part of {@code status-get}, empty without a relationship. */
    public ArrayNode status() {
        return HaStatus.of(relationships, ownHalf.free());
    }
}
