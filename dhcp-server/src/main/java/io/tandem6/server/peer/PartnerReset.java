package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import io.tandem6.log.EventLog;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.peer.PeerResult.Answer;
import java.time.Duration;

/** Has the partner start over, by {@code ha-reset}, and makes an event of what comes back. */
final class PartnerReset {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final PeerTransport transport;
    private final PeerCommands commands;
    private final Relationship relationship;
    private final EventLog log;

    PartnerReset(
            PeerTransport transport,
            PeerCommands commands,
            Relationship relationship,
            EventLog log) {
        this.transport = transport;
        this.commands = commands;
        this.relationship = relationship;
        this.log = log;
    }

    void send(Peer partner) {
        transport.send(partner, commands.reset(), TIMEOUT, result -> finished(partner, result));
    }

    private void finished(Peer partner, PeerResult result) {
        boolean successful = result instanceof Answer answer && answer.isSuccess();
        if (!successful) {
            log.log(
                    result instanceof Answer
                            ? HaMessage.HA_RESET_FAILED
                            : HaMessage.HA_RESET_COMMUNICATIONS_FAILED,
                    partner.name(),
                    result.text());
        }
        relationship.handle(new HaEvent.PartnerResetFinished(relationship.moment(), successful));
    }
}
