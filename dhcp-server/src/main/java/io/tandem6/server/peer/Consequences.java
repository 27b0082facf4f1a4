package io.tandem6.server.peer;

import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.Standing;
import io.tandem6.server.ha.ServerState;
import java.util.Optional;

/**
 * What follows from anything that has changed between the two servers: whether an account is kept,
 * what may be promised, what this server says of itself, and who is told. Event loop only.
 */
final class Consequences {
    private final Bond bond;
    private final Courier courier;
    private final UpdateReceiver receiver;
    private final JumpWatch jumps;
    private final AccordWatch accord;
    private boolean stopped;

    Consequences(
            Bond bond,
            Courier courier,
            UpdateReceiver receiver,
            JumpWatch jumps,
            AccordWatch accord) {
        this.bond = bond;
        this.courier = courier;
        this.receiver = receiver;
        this.jumps = jumps;
        this.accord = accord;
    }

    /** From now on nothing follows from anything, and what is promised has no limits here. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Draws all of them; to be called whenever something may have changed. */
    void step() {
        if (stopped) {
            return;
        }
        Handshake handshake = bond.handshake();
        Account account = bond.account();
        if (handshake.mustTellAll()) {
            account.begin(lease -> true, false);
        }
        if (!account.isKept() && mayBegin()) {
            bond.log().log(HaMessage.TANDEM6_CONTINUITY_RECONCILES, bond.partner());
            account.begin(lease -> true, false);
        } else if (account.isKept()
                && handshake.memory().current().isEmpty()
                && !(bond.contact().isUp() && bond.isNormal())) {
            endAccount();
        }
        stand();
        handshake.recoverIfTimeHasPassed(bond.contact().isUp());
        courier.pump();
        accord.look();
    }

    /** Both are well, have the same terms, and no agreement yet. */
    private boolean mayBegin() {
        return bond.contact().isUp()
                && bond.isNormal()
                && bond.handshake().isOfferedTheSame()
                && bond.with().mayBegin().get();
    }

    /** No account is kept any more. */
    void endAccount() {
        bond.account().end();
        courier.partnerIsLost();
    }

    /** What may be promised from now on. */
    void stand() {
        Optional<Standing> standing =
                stopped ? Optional.empty() : bond.handshake().standing(bond.isInTouch());
        bond.rights().stand(standing.orElse(null));
    }

    /** What the rest of the server knows. */
    Handshake.Self self() {
        return new Handshake.Self(
                bond.isNormal(),
                bond.isDrained(),
                bond.relationship().state().current() == ServerState.IN_MAINTENANCE,
                courier.isIdle(),
                bond.with().writer().canStore(),
                jumps.isShifting(),
                receiver.last(),
                courier.settledUpdate());
    }

    /** What this server says of itself. */
    Greeting greeting() {
        return bond.handshake()
                .greeting(self(), bond.outstanding().size(), !bond.outstanding().hasUntold());
    }
}
