package io.tandem6.server.peer;

import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.pipeline.Replicator.LeadTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What the courier asks of the rest of continuity, and tells it. */
final class CourierSide implements Courier.Partnership {
    private final Bond bond;
    private final UpdateReceiver receiver;
    private final Adoption adoption;
    private final Runnable answered;

    /**
     * Serves a courier.
     *
     * @param answered is run when the partner has answered an update, or has not
     */
    CourierSide(Bond bond, UpdateReceiver receiver, Adoption adoption, Runnable answered) {
        this.bond = bond;
        this.receiver = receiver;
        this.adoption = adoption;
        this.answered = answered;
    }

    @Override
    public boolean mayTell() {
        return bond.account().isKept()
                && bond.account().isStored()
                && bond.isInTouch()
                && !bond.handshake().memory().behind();
    }

    @Override
    public boolean mayLead() {
        return bond.handshake().isInForce()
                || bond.relationship().state().current() == ServerState.PARTNER_DOWN;
    }

    @Override
    public Duration latencyBudget() {
        return Duration.ofMillis(bond.settings().continuity().latencyBudgetMillis());
    }

    @Override
    public boolean isGreeted(long incarnation) {
        return bond.handshake().isGreeted(incarnation);
    }

    @Override
    public LeadTime leadTime() {
        return address -> bond.rights().leadTime(address, bond.loop().epochSecond());
    }

    @Override
    public void send(
            List<SentLease> batch,
            UpdateNumber number,
            Duration timeout,
            Consumer<PeerResult> done) {
        long sentNanos = bond.loop().nanoTimeWithSuspend();
        bond.with()
                .relationship()
                .transport()
                .send(
                        bond.peer(),
                        bond.with().commands().update(batch, number, receiver.last(), sentNanos),
                        timeout,
                        result -> {
                            bond.contact().judge(result, sentNanos);
                            done.accept(result);
                            answered.run();
                        });
    }

    @Override
    public void acknowledged(SentLease sent) {
        bond.account().acknowledged(sent);
    }

    @Override
    public boolean refused(SentLease sent, JsonNode failure) {
        return adoption.refused(sent, failure);
    }
}
