package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState.MaintenanceCommand;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.ServerState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands with which an operator has one server take over, to shut the other one down. {@code
 * ha-maintenance-start} and {@code ha-maintenance-cancel} are the operator's and concern all
 * relationships; {@code ha-maintenance-notify} is what the partner makes of them.
 */
final class MaintenanceCommands {
    /** The answer of a server whose state does not allow for maintenance. */
    static final int REFUSED = 1001;

    private final RelationshipList relationships;

    private MaintenanceCommands(RelationshipList relationships) {
        this.relationships = relationships;
    }

    static List<Command> of(RelationshipList relationships) {
        MaintenanceCommands commands = new MaintenanceCommands(relationships);
        return List.of(
                new HaCommand(
                        "ha-maintenance-start", (arguments, answer) -> commands.start(0, answer)),
                new HaCommand(
                        "ha-maintenance-cancel", (arguments, answer) -> commands.cancel(0, answer)),
                new HaCommand("ha-maintenance-notify", commands::notified));
    }

    /** One relationship after the other, up to the first that fails. */
    private void start(int index, Consumer<ControlResponse> answer) {
        HighAvailability ha = relationships.all().get(index);
        if (!ha.state().mayStartMaintenance()) {
            answer.accept(ControlResponse.error("Cannot start maintenance: " + obstacle(ha)));
            return;
        }
        ha.maintain(
                new HaEvent.MaintenanceRequested(ha.moment()),
                result -> {
                    ControlResponse response = startAnswer(result);
                    if (response.result() == ControlResponse.SUCCESS && isNotLast(index)) {
                        start(index + 1, answer);
                    } else {
                        answer.accept(response);
                    }
                });
    }

    private static ControlResponse startAnswer(PeerResult result) {
        return switch (MaintenanceNotice.judge(result)) {
            case ACCEPTED ->
                    ControlResponse.success(
                            "Server is now in the partner-in-maintenance state and its partner is"
                                    + " in the in-maintenance state. The partner can be shut"
                                    + " down.");
            case FAILED, NOT_MAINTAINED, UNREACHABLE ->
                    ControlResponse.success(
                            "Server is now in the partner-down state, as its partner does not"
                                    + " answer: "
                                    + result.text());
            case REFUSED ->
                    ControlResponse.error(
                            "The partner refuses to go into maintenance: " + result.text());
        };
    }

    /** All relationships, whatever comes of each; the answer is the last one's. */
    private void cancel(int index, Consumer<ControlResponse> answer) {
        HighAvailability ha = relationships.all().get(index);
        Consumer<ControlResponse> next =
                isNotLast(index) ? ignored -> cancel(index + 1, answer) : answer;
        if (!ha.state().mayCancelMaintenance()) {
            next.accept(ControlResponse.error("Cannot cancel maintenance: " + obstacle(ha)));
            return;
        }
        ha.maintain(
                new HaEvent.MaintenanceCancelRequested(ha.moment()),
                result -> next.accept(cancelAnswer(ha, result)));
    }

    private static ControlResponse cancelAnswer(HighAvailability ha, PeerResult result) {
        return switch (MaintenanceNotice.judge(result)) {
            case ACCEPTED, NOT_MAINTAINED ->
                    ControlResponse.success(
                            "Server maintenance successfully canceled, its state is "
                                    + ha.state().current().wireName()
                                    + ".");
            case FAILED, UNREACHABLE, REFUSED ->
                    ControlResponse.error(
                            "The partner does not leave maintenance: "
                                    + result.text()
                                    + ". Repeat ha-maintenance-cancel when it can be reached, or"
                                    + " restart the partner.");
        };
    }

    private boolean isNotLast(int index) {
        return index + 1 < relationships.all().size();
    }

    private static String obstacle(HighAvailability ha) {
        if (ha.state().maintenance() != MaintenanceCommand.NONE) {
            return "an earlier command still waits for the partner's answer";
        }
        return ha.state().settings().partner().isEmpty()
                ? "server '" + ha.state().settings().thisServerName() + "' has no partner"
                : "the server is in the " + ha.state().current().wireName() + " state";
    }

    private void notified(HaArguments arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        HighAvailability ha = relationships.meant(arguments);
        boolean cancel = arguments.cancel();
        Optional<ServerState> partnerState = arguments.state();
        ServerState before = ha.state().current();
        if (cancel && before != ServerState.IN_MAINTENANCE) {
            answer.accept(
                    new ControlResponse(
                            ControlResponse.ERROR,
                            "The server is not in maintenance but in the "
                                    + before.wireName()
                                    + " state.",
                            stateOf(ha)));
        } else if (!cancel && !ha.state().mayBeMaintained()) {
            answer.accept(
                    new ControlResponse(
                            REFUSED, "Cannot go into maintenance: " + obstacle(ha), null));
        } else if (cancel) {
            ha.handle(new HaEvent.MaintenanceNotified(ha.moment(), true, partnerState));
            answer.accept(ended(ha));
        } else {
            Moment asked = ha.moment();
            ha.requests()
                    .handOver(
                            () -> {
                                if (ha.moment().millisSince(asked)
                                        >= MaintenanceNotice.TIMEOUT.toMillis()) {
                                    answer.accept(
                                            ControlResponse.error(
                                                    "It took the disk too long to remember that the partner"
                                                            + " takes over, and this server goes on serving."
                                                            + " Look at the disk, and start maintenance again."));
                                    return;
                                }
                                ha.handle(
                                        new HaEvent.MaintenanceNotified(
                                                ha.moment(), false, partnerState));
                                answer.accept(begun());
                            });
        }
    }

    private static ControlResponse begun() {
        return ControlResponse.success("Server is now in the in-maintenance state.");
    }

    private static ControlResponse ended(HighAvailability ha) {
        return ControlResponse.success("Server maintenance canceled.", stateOf(ha));
    }

    private static ObjectNode stateOf(HighAvailability ha) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("state", ha.state().current().wireName());
        return arguments;
    }
}
