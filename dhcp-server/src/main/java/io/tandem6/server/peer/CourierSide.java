package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.pipeline.Replicator.LeadTime;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What the courier asks of the rest of continuity, and tells it. */
final class CourierSide implements Courier.Partnership {
    private final HaSettings settings;
    private final Relationship relationship;
    private final Continuity.Surroundings with;
    private final EventLoop loop;
    private final Account account;
    private final Rights rights;
    private final Handshake handshake;
    private final Contact contact;
    private final UpdateReceiver receiver;
    private final Adoption adoption;
    private final BooleanSupplier inTouch;
    private final Runnable answered;

    /**
     * Serves a courier.
     *
     * @param inTouch the partner answers, and its clock is known
     * @param answered is run when the partner has answered an update, or has not
     */
    CourierSide(
            HaSettings settings,
            Relationship relationship,
            Continuity.Surroundings with,
            Account account,
            Rights rights,
            Handshake handshake,
            Contact contact,
            UpdateReceiver receiver,
            Adoption adoption,
            BooleanSupplier inTouch,
            Runnable answered) {
        this.settings = settings;
        this.relationship = relationship;
        this.with = with;
        this.loop = with.loop();
        this.account = account;
        this.rights = rights;
        this.handshake = handshake;
        this.contact = contact;
        this.receiver = receiver;
        this.adoption = adoption;
        this.inTouch = inTouch;
        this.answered = answered;
    }

    @Override
    public boolean mayTell() {
        return account.isKept()
                && account.isStored()
                && inTouch.getAsBoolean()
                && !handshake.memory().behind();
    }

    @Override
    public boolean mayLead() {
        return handshake.isInForce() || relationship.state().current() == ServerState.PARTNER_DOWN;
    }

    @Override
    public Duration latencyBudget() {
        return Duration.ofMillis(settings.continuity().latencyBudgetMillis());
    }

    @Override
    public boolean isGreeted(long incarnation) {
        return handshake.isGreeted(incarnation);
    }

    @Override
    public LeadTime leadTime() {
        return address -> rights.leadTime(address, loop.epochSecond());
    }

    @Override
    public void send(
            List<SentLease> batch,
            UpdateNumber number,
            Duration timeout,
            Consumer<PeerResult> done) {
        long sentNanos = loop.nanoTimeWithSuspend();
        with.relationship()
                .transport()
                .send(
                        settings.partner().orElseThrow(),
                        with.commands().update(batch, number, receiver.last(), sentNanos),
                        timeout,
                        result -> {
                            contact.judge(result, sentNanos);
                            done.accept(result);
                            answered.run();
                        });
    }

    @Override
    public void acknowledged(SentLease sent) {
        account.acknowledged(sent);
    }

    @Override
    public boolean refused(SentLease sent, JsonNode failure) {
        return adoption.refused(sent, failure);
    }
}
