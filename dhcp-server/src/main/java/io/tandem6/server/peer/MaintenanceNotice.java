package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import io.tandem6.server.ha.HaAction;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaEvent.NotificationAnswer;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Unreachable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the partner of maintenance, never twice: Kea 2.2 would not come back from it. One command
 * of the operator's waits for the outcome.
 *
 * <p>The end of it is told a little later: a heartbeat that was answered just before has to be with
 * the partner by then. Coming after the notice, it would take the partner back into maintenance.
 */
final class MaintenanceNotice {
    /** Who has not answered by then is taken for one that is off. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CANCEL_DELAY = Duration.ofMillis(500);

    private final EventLoop loop;
    private final PeerTransport transport;
    private final PeerCommands commands;
    private final Relationship relationship;
    private final EventLog log;
    private Consumer<PeerResult> waiting = result -> {};

    MaintenanceNotice(
            EventLoop loop,
            PeerTransport transport,
            PeerCommands commands,
            Relationship relationship,
            EventLog log) {
        this.loop = loop;
        this.transport = transport;
        this.commands = commands;
        this.relationship = relationship;
        this.log = log;
    }

    /** Who hears what the partner says to the next notice, when the state machine has heard it. */
    void awaitedBy(Consumer<PeerResult> command) {
        waiting = command;
    }

    void send(Peer partner, HaAction.NotifyMaintenance notice) {
        Consumer<PeerResult> command = waiting;
        if (notice.cancel()) {
            loop.schedule(CANCEL_DELAY, () -> send(partner, notice, command));
        } else {
            send(partner, notice, command);
        }
    }

    private void send(
            Peer partner, HaAction.NotifyMaintenance notice, Consumer<PeerResult> command) {
        transport.sendOnce(
                partner,
                commands.maintenance(notice.cancel(), notice.state()),
                TIMEOUT,
                result -> {
                    report(partner, notice.cancel(), result);
                    relationship.handle(
                            new HaEvent.NotificationAnswered(
                                    relationship.moment(), judge(result), stateIn(result)));
                    command.accept(result);
                });
    }

    /** What the partner made of it. Kea takes every code but these two for a refusal. */
    static NotificationAnswer judge(PeerResult result) {
        return switch (result) {
            case Unreachable ignored -> NotificationAnswer.UNREACHABLE;
            case Answer answer ->
                    switch (answer.result()) {
                        case ControlResponse.SUCCESS -> NotificationAnswer.ACCEPTED;
                        case ControlResponse.ERROR ->
                                isInOtherState(answer)
                                        ? NotificationAnswer.NOT_MAINTAINED
                                        : NotificationAnswer.FAILED;
                        default -> NotificationAnswer.REFUSED;
                    };
        };
    }

    /** A Kea does not say in which state it is, and there this is an error like any other. */
    private static boolean isInOtherState(PeerResult result) {
        return stateIn(result).filter(state -> !state.isOfMaintenance()).isPresent();
    }

    private static Optional<ServerState> stateIn(PeerResult result) {
        return result instanceof Answer answer && answer.arguments() != null
                ? ServerState.ofWireName(answer.arguments().path("state").asString(""))
                : Optional.empty();
    }

    private void report(Peer partner, boolean cancel, PeerResult result) {
        switch (judge(result)) {
            case ACCEPTED, NOT_MAINTAINED -> {}
            case UNREACHABLE ->
                    log.log(
                            cancel
                                    ? HaMessage.HA_MAINTENANCE_NOTIFY_CANCEL_COMMUNICATIONS_FAILED
                                    : HaMessage.HA_MAINTENANCE_NOTIFY_COMMUNICATIONS_FAILED,
                            partner.name(),
                            result.text());
            case FAILED, REFUSED ->
                    log.log(
                            cancel
                                    ? HaMessage.HA_MAINTENANCE_NOTIFY_CANCEL_FAILED
                                    : HaMessage.HA_MAINTENANCE_NOTIFY_FAILED,
                            partner.name(),
                            result.text());
        }
    }
}
