package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Tandem6;

/**
 * An operator has one server serve alone before its partner is taken down, then changes his mind or
 * does take it down.
 *
 * <p>A Kea 2.2 is spared new clients while he changes his mind and tells it so: it then still
 * believes of its partner what the last heartbeat said, and if it has a lease update acknowledged
 * before the next one, it is back in maintenance, both servers for good. Two Keas show this. A
 * heartbeat that was answered before the partner was told does the same, so a Kea may be told a
 * second time. A Tandem6 whose operator changes his mind needs neither, whatever its partner is.
 *
 * @param starter who serves alone
 * @param cancelled whether he changes his mind
 */
record Maintenance(Half starter, boolean cancelled) implements Cell {
    private static final int REPLIES = 15;

    @Override
    public String name() {
        return "maintenance by %s, %s"
                .formatted(Cell.of(starter), cancelled ? "cancelled" : "partner restarted");
    }

    @Override
    public boolean allowsReleases(Pairing pairing) {
        return cancelled;
    }

    @Override
    public void play(Stage stage) {
        stage.awaitService();
        stage.command(starter, "ha-maintenance-start");
        stage.awaitState(starter, "partner-in-maintenance");
        stage.awaitState(starter.other(), "in-maintenance");
        stage.awaitSilence(starter.other());
        long before = stage.replies(starter.other());
        stage.awaitService(starter, REPLIES);
        assertThat(stage.replies(starter.other()))
                .as("replies of the server in maintenance")
                .isEqualTo(before);
        if (cancelled) {
            cancel(stage);
        } else {
            stage.peer(starter.other()).stop();
            stage.awaitState(starter, "partner-down");
            stage.awaitService(starter, REPLIES);
            stage.peer(starter.other()).start();
        }
        stage.awaitNormal();
    }

    private void cancel(Stage stage) {
        Pairing pairing = stage.pairing();
        if (pairing.isStrict() || pairing.software(starter) instanceof Tandem6) {
            stage.command(starter, "ha-maintenance-cancel");
            return;
        }
        stage.stopLoad();
        stage.command(starter, "ha-maintenance-cancel");
        if (!stage.becomesNormal()) {
            // A heartbeat that was on its way brings the Kea back.
            stage.note("cancelled a second time");
            stage.command(starter, "ha-maintenance-cancel");
            stage.awaitNormal();
            stage.assertStaysNormal();
        }
        stage.startLoad(true);
    }
}
