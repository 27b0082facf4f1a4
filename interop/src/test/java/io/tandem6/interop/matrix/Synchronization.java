package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseRow;
import io.tandem6.interop.peer.Half;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody deletes leases on one server and then has the server fetch the partner's. By Kea's rules
 * the partner is not told of the deletion, and they come back. With continuity it is told, as of
 * any change by an operator, so that they are gone on both servers and stay so.
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
        assertThat(held(stage, puller, oldest)).isEmpty();
        stage.command(puller, "ha-sync", "server-name", puller.other().serverName());
        if (stage.pairing().isContinuous()) {
            for (Half half : Half.values()) {
                assertThat(held(stage, half, oldest)).as(half.serverName()).isEmpty();
            }
        } else {
            assertThat(held(stage, puller, oldest)).isEqualTo(keys(oldest));
        }
        stage.awaitNormal();
    }

    private static Set<String> held(Stage stage, Half half, List<LeaseRow> rows) {
        Set<String> held = new HashSet<>(keys(rows));
        held.retainAll(stage.leases(half).heldKeys());
        return held;
    }

    private static Set<String> keys(List<LeaseRow> rows) {
        return rows.stream().map(LeaseRow::key).collect(Collectors.toSet());
    }
}
