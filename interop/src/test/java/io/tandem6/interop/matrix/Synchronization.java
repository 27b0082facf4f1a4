package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseRow;
import io.tandem6.interop.peer.Half;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody deletes leases on one server and then has the server fetch the partner's. A Kea does not
 * hear of the deletion, and so the leases come back; two Tandem6 agree on it.
 *
 * @param puller the server that lost leases
 */
record Synchronization(Half puller) implements Cell {
    private static final int DELETED = 6;
    private static final Duration TOLD_LIMIT = Duration.ofSeconds(10);

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
        if (stage.pairing().isOfTandem6()) {
            fetch(stage);
            Await.that(
                    "the end of deleted leases on both servers",
                    TOLD_LIMIT,
                    () -> Stream.of(Half.values()).noneMatch(half -> anyHeld(stage, half, oldest)));
        } else {
            assertThat(stage.leases(puller).leases()).doesNotContainKeys(keys(oldest));
            fetch(stage);
            assertThat(stage.leases(puller).leases()).containsKeys(keys(oldest));
        }
        stage.awaitNormal();
    }

    private void fetch(Stage stage) {
        stage.command(puller, "ha-sync", "server-name", puller.other().serverName());
    }

    /** What was given to somebody else since does not count. */
    private static boolean anyHeld(Stage stage, Half half, List<LeaseRow> rows) {
        LeaseDump now = stage.leases(half);
        return rows.stream()
                .anyMatch(
                        row -> {
                            LeaseRow found = now.leases().get(row.key());
                            return found != null
                                    && found.isHeld()
                                    && found.duid().equals(row.duid());
                        });
    }

    private static String[] keys(List<LeaseRow> rows) {
        return rows.stream().map(LeaseRow::key).toArray(String[]::new);
    }
}
