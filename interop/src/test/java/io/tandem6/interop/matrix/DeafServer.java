package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Mode;
import io.tandem6.interop.peer.Tandem6;

/**
 * A server's control agent ends and comes back: the server hears nothing from its partner, while it
 * can still speak to it, and both hear clients. A hot standby primary serves alone meanwhile, a
 * load balancing server keeps its updates back for the partner.
 *
 * <p>In hot standby it is only the standby's agent that ends, because a standby that cannot reach a
 * primary which works takes over beside it, whoever wrote them. It has to be a Tandem6, which asks
 * again for what the primary granted after it had synchronized; two Keas never do, so that their
 * leases differ afterwards.
 *
 * @param deaf whose agent ends
 * @param replies how many clients the partner serves meanwhile
 */
record DeafServer(Half deaf, int replies) implements Cell {
    @Override
    public String name() {
        return "%s cannot be reached, %d clients".formatted(Cell.of(deaf), replies);
    }

    @Override
    public boolean fits(Pairing pairing) {
        return switch (pairing.mode()) {
            case HOT_STANDBY ->
                    deaf == Half.SECOND
                            && (pairing.isStrict() || pairing.software(deaf) instanceof Tandem6);
            case LOAD_BALANCING -> pairing.settings().delayedUpdatesLimit() > 0;
        };
    }

    @Override
    public void play(Stage stage) {
        stage.awaitService();
        boolean unanswered = leavesClientsUnanswered(stage.pairing());
        if (unanswered) {
            stage.stopLoad();
            stage.awaitSilence(deaf.other());
        }
        stage.peer(deaf).killAgent();
        stage.awaitState(
                deaf.other(),
                stage.pairing().mode() == Mode.HOT_STANDBY
                        ? "partner-down"
                        : "communication-recovery");
        if (unanswered) {
            stage.startLoad(allowsReleases(stage.pairing()));
        }
        stage.awaitService(deaf.other(), replies);
        stage.peer(deaf).startAgent();
        stage.peer(deaf).awaitAnswer();
        stage.awaitNormal();
    }

    /**
     * A Kea whose update fails keeps the lease and leaves the client without an answer. Clients
     * that ask again have it told; those of perfdhcp never do, and so the partner never hears of
     * it.
     */
    private boolean leavesClientsUnanswered(Pairing pairing) {
        return !pairing.isStrict()
                && pairing.mode() == Mode.LOAD_BALANCING
                && pairing.software(deaf.other()) instanceof Kea;
    }
}
