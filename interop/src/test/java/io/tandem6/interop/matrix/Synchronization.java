package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseRow;
import io.tandem6.interop.peer.Half;
import java.util.List;

/**
 * Somebody deletes leases on one server, which is not told to the partner, and then has the server
 * fetch the partner's.
 *
 * @param puller the server that lost leases
 */
record Synchronization(Half puller) implements Cell {
    private static final int DELETED = 6;

    @Override
    public String name() {
        return "ha-sync on " + Cell.of(puller);
    }

    @Override
    public boolean allowsReleases(Pairing pairing) {
        return pairing.isStrict();
    }

    @Override
    public void play(Stage stage) {
        stage.awaitService();
        LeaseDump before = stage.leases(puller);
        // Not the clients that come now: nobody renews the oldest leases meanwhile.
        List<LeaseRow> oldest = before.oldest(DELETED);
        assertThat(oldest).hasSize(DELETED);
        for (LeaseRow row : oldest) {
            stage.command(
                    puller,
                    "lease6-del",
                    "ip-address",
                    row.address().toString(),
                    "type",
                    row.type());
        }
        assertThat(stage.leases(puller).leases()).doesNotContainKeys(keys(oldest));
        stage.command(puller, "ha-sync", "server-name", puller.other().serverName());
        assertThat(stage.leases(puller).leases()).containsKeys(keys(oldest));
        stage.awaitNormal();
    }

    private static String[] keys(List<LeaseRow> rows) {
        return rows.stream().map(LeaseRow::key).toArray(String[]::new);
    }
}
