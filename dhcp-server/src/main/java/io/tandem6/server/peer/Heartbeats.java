package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.log.EventLog;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.PartnerStatus;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Unreachable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for the next heartbeat, sends it, and makes an event of what comes back. */
final class Heartbeats {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EventLoop loop;
    private final PeerTransport transport;
    private final PeerCommands commands;
    private final Relationship relationship;
    private final ReceivedUpdates received;
    private final EventLog log;
    private final Optional<Continuity> continuity;
    private EventLoop.@Nullable Timer timer;
    private boolean partnerNumbersUpdates;

    Heartbeats(
            EventLoop loop,
            PeerTransport transport,
            PeerCommands commands,
            Relationship relationship,
            ReceivedUpdates received,
            EventLog log,
            Optional<Continuity> continuity) {
        this.loop = loop;
        this.continuity = continuity;
        this.transport = transport;
        this.commands = commands;
        this.relationship = relationship;
        this.received = received;
        this.log = log;
    }

    /** Raises {@link HaEvent.HeartbeatDue} in a while, instead of any earlier wait. */
    void schedule(long delayMillis) {
        cancel();
        timer =
                loop.schedule(
                        Duration.ofMillis(delayMillis),
                        () -> relationship.handle(new HaEvent.HeartbeatDue(relationship.moment())));
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** True if the partner is a Tandem6, as far as is known. */
    boolean isPartnerTandem6() {
        return partnerNumbersUpdates;
    }

    void send(Peer partner) {
        Sent sent = sent(partner);
        ask(partner, TIMEOUT, sent, (result, heard) -> finished(partner, result, heard, sent));
    }

    private void ask(
            Peer partner,
            Duration timeout,
            Sent sent,
            BiConsumer<PeerResult, HeardAnswer> answered) {
        transport.send(
                partner,
                commands.heartbeat(continuity.map(c -> c.greeting().encode())),
                timeout,
                result -> {
                    HeardAnswer heard =
                            continuity
                                    .map(c -> c.hearing().judge(result, sent.nanos()))
                                    .orElse(HeardAnswer.NONE);
                    answered.accept(result, heard);
                });
    }

    /**
     * Asks the partner whether it is there; the state machine hears of it only if the partner has
     * another state than it thinks.
     */
    void askAlone(Peer partner, Duration timeout, Consumer<PeerResult> answered) {
        Sent sent = sent(partner);
        ask(
                partner,
                timeout,
                sent,
                (result, heard) -> {
                    if (result instanceof Answer answer && answer.isSuccess()) {
                        hear(partner, answer, heard, sent, false);
                    }
                    answered.accept(result);
                });
    }

    /**
     * A question.
     *
     * @param at when it was sent
     * @param nanos the same on the clock that goes on while the machine is suspended
     * @param latest the last update of the partner's that had come by then
     */
    private record Sent(Moment at, long nanos, Optional<UpdateNumber> latest) {}

    private Sent sent(Peer partner) {
        return new Sent(
                relationship.moment(), loop.nanoTimeWithSuspend(), received.latest(partner.name()));
    }

    private void hear(Peer partner, Answer answer, HeardAnswer heard, Sent sent, boolean always) {
        if (relationship.isStopped()) {
            return;
        }
        try {
            PartnerStatus status = HeartbeatAnswer.decode(answer.arguments());
            if (heard.objection().isPresent()) {
                throw new HeartbeatAnswer.MalformedException(
                        "what it says of continuity is not understood: " + heard.objection().get());
            }
            Optional<UpdateNumber> settled = HeartbeatAnswer.settled(answer.arguments());
            partnerNumbersUpdates = settled.isPresent();
            settled.ifPresent(update -> received.settled(partner.name(), update));
            HeartbeatAnswer.last(answer.arguments())
                    .ifPresent(update -> received.sent(partner.name(), update, sent.latest()));
            continuity.ifPresent(c -> c.hearing().heardAnswer(heard, sent.nanos()));
            if (always || status.state() != relationship.state().partner().state()) {
                relationship.handle(
                        new HaEvent.HeartbeatAnswered(relationship.moment(), sent.at(), status));
            }
        } catch (HeartbeatAnswer.MalformedException e) {
            if (always) {
                failed(HaMessage.HA_HEARTBEAT_FAILED, partner, e.reason());
            }
        }
    }

    private void finished(Peer partner, PeerResult result, HeardAnswer heard, Sent sent) {
        switch (result) {
            case Unreachable unreachable ->
                    failed(
                            HaMessage.HA_HEARTBEAT_COMMUNICATIONS_FAILED,
                            partner,
                            unreachable.text());
            case Answer answer when !answer.isSuccess() ->
                    failed(HaMessage.HA_HEARTBEAT_FAILED, partner, answer.text());
            case Answer answer -> hear(partner, answer, heard, sent, true);
        }
    }

    private void failed(HaMessage message, Peer partner, String reason) {
        log.log(message, partner.name(), reason);
        relationship.handle(new HaEvent.HeartbeatFailed(relationship.moment()));
    }
}
