package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.ha.ServingScopes;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceState;
import io.tandem6.wire.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The commands of high availability: from the partner {@code ha-heartbeat}, {@code
 * ha-sync-complete-notify} and {@code ha-reset}, from the operator the rest. Those for maintenance
 * are {@link MaintenanceCommands}.
 */
public final class HaCommands {
    private final RelationshipList relationships;
    private final DhcpService service;

    private HaCommands(RelationshipList relationships, DhcpService service) {
        this.relationships = relationships;
        this.service = service;
    }

    /** All of them, for relationships in the order of the configuration, at least one. */
    public static List<Command> of(List<HighAvailability> relationships, DhcpService service) {
        RelationshipList list = new RelationshipList(relationships);
        HaCommands commands = new HaCommands(list, service);
        List<Command> all = new ArrayList<>(MaintenanceCommands.of(list));
        all.addAll(commands.own());
        return List.copyOf(all);
    }

    private List<Command> own() {
        return List.of(
                new HaCommand("ha-heartbeat", this::heartbeat),
                new HaCommand("ha-sync", this::sync),
                new HaCommand("ha-scopes", this::scopes),
                new HaCommand("ha-continue", this::endPause),
                new HaCommand("ha-partner-down-confirm", this::confirmPartnerDown),
                new HaCommand("ha-reset", this::reset),
                new HaCommand("ha-sync-complete-notify", this::syncComplete));
    }

    private void heartbeat(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        HighAvailability ha = relationships.meant(arguments);
        answer.accept(
                ControlResponse.success(
                        "HA peer status returned.", ha.requests().heartbeat(arguments)));
    }

    private void sync(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        String name =
                arguments
                        .serverName()
                        .orElseThrow(
                                () ->
                                        new InvalidArgumentsException(
                                                "'server-name' is mandatory for the 'ha-sync'"
                                                        + " command"));
        HighAvailability ha = relationships.meant(arguments);
        if (name.equals(ha.state().settings().thisServerName())) {
            throw new InvalidArgumentsException(
                    "'" + name + "' is this server itself; name the server to synchronize from");
        }
        ha.synchronization()
                .byOperator(
                        RelationshipList.peer(ha, name).orElseThrow(),
                        arguments.maxPeriod(),
                        outcome -> answer.accept(describe(outcome)));
    }

    private static ControlResponse describe(LeaseSync.Outcome outcome) {
        return switch (outcome) {
            case LeaseSync.Outcome.Synchronized done ->
                    ControlResponse.success(
                            "Lease database synchronization complete: "
                                    + done.received()
                                    + " leases received, "
                                    + done.applied()
                                    + " of them new.");
            case LeaseSync.Outcome.Failed failed ->
                    ControlResponse.error(
                            "Lease database synchronization failed: " + failed.reason());
        };
    }

    private void scopes(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        HighAvailability ha = relationships.meant(arguments);
        Set<String> scopes = arguments.scopes();
        Set<String> existing = ServingScopes.existing(ha.state().settings());
        Optional<String> unknown = scopes.stream().filter(s -> !existing.contains(s)).findFirst();
        if (unknown.isPresent()) {
            throw new InvalidArgumentsException(
                    "there is no scope '"
                            + Excerpt.of(unknown.get())
                            + "'; scopes are "
                            + existing);
        }
        ha.handle(new HaEvent.ScopesRequested(ha.moment(), scopes));
        answer.accept(ControlResponse.success("New HA scopes configured."));
    }

    /** With it the operator vouches for the partner's being switched off. */
    private void confirmPartnerDown(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        HighAvailability ha = relationships.meant(arguments);
        TakeOver.Confirmation confirmation =
                ha.continuity()
                        .map(c -> c.takeOver().confirmPartnerDown())
                        .orElseGet(() -> new TakeOver.Confirmation(0, ha.withoutContinuity()));
        answer.accept(
                confirmation.obstacle().isEmpty()
                        ? ControlResponse.success(
                                "The partner's half can be given away in "
                                        + confirmation.seconds()
                                        + " s, what it leased later. Start the partner only where"
                                        + " it reaches this server.")
                        : ControlResponse.error(
                                "The partner's half cannot be used: " + confirmation.obstacle()));
    }

    private void endPause(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        HighAvailability ha = relationships.meant(arguments);
        boolean paused = ha.state().paused();
        ha.handle(new HaEvent.ContinueRequested(ha.moment()));
        answer.accept(
                ControlResponse.success(
                        paused
                                ? "HA state machine continues."
                                : "HA state machine is not paused."));
    }

    /**
     * A partner repeats this command in a tight loop until it is answered with success. Where only
     * one relationship can be meant, nothing in the arguments is a reason for another answer.
     */
    private void reset(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        HighAvailability ha =
                relationships.all().size() == 1
                        ? relationships.all().getFirst()
                        : relationships.meant(arguments);
        boolean waiting = ha.state().current() == ServerState.WAITING;
        ha.handle(new HaEvent.ResetRequested(ha.moment()));
        answer.accept(
                ControlResponse.success(
                        waiting
                                ? "HA state machine already in WAITING state."
                                : "HA state machine reset."));
    }

    private void syncComplete(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        HighAvailability ha = relationships.meant(arguments);
        // Kea up to 2.4 stops the service as origin 2000 and says nothing of it here.
        long origin = arguments.numericOrigin().orElse(ServiceState.HA_REMOTE);
        ha.requests().fetched();
        service.enable(origin);
        answer.accept(
                ControlResponse.success(
                        "Server successfully notified about the synchronization completion."));
    }
}
