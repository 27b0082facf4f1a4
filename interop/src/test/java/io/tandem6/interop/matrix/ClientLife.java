package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseRow;
import io.tandem6.interop.peer.Half;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import java.time.Duration;
import java.util.List;

/** Clients do with their leases whatever a client can do. */
record ClientLife() implements Cell {
    private static final int CLIENTS = 40;
    private static final int RENEWED = 20;
    private static final int REBOUND = 10;
    private static final int RELEASED = 10;
    private static final int DECLINED = 6;
    private static final int DECLINED_STATE = 1;
    private static final Duration REPLICATION_LIMIT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "renew, rebind, release, decline";
    }

    @Override
    public boolean allowsReleases(Pairing pairing) {
        return true;
    }

    @Override
    public void play(Stage stage) {
        String name = "life";
        SwarmReport all = stage.acquire(name, CLIENTS, 40).await();
        assertThat(all.served()).isEqualTo(CLIENTS);
        assertThat(all.duplicates()).isEmpty();
        stage.resume("renewed", SwarmOptions.Task.RENEW, name, 0, RENEWED);
        stage.resume("rebound", SwarmOptions.Task.REBIND, name, RENEWED, REBOUND);
        int skip = RENEWED - RELEASED / 2;
        stage.resume("released", SwarmOptions.Task.RELEASE, name, skip, RELEASED);
        stage.resume("declined", SwarmOptions.Task.DECLINE, name, skip + RELEASED, DECLINED);
        List<SwarmReport.Client> released = all.clients().subList(skip, skip + RELEASED);
        List<SwarmReport.Client> declined =
                all.clients().subList(skip + RELEASED, skip + RELEASED + DECLINED);
        for (Half half : Half.values()) {
            Await.that(
                    half.serverName() + " to know what was released and declined",
                    REPLICATION_LIMIT,
                    () -> knows(stage.leases(half), released, declined));
        }
    }

    private static boolean knows(
            LeaseDump leases,
            List<SwarmReport.Client> released,
            List<SwarmReport.Client> declined) {
        // An address that was given back may have become another client's in the meantime.
        return released.stream()
                        .noneMatch(
                                client ->
                                        leases.holder(String.valueOf(client.address()))
                                                .filter(client.duid()::equals)
                                                .isPresent())
                && declined.stream()
                        .allMatch(
                                client ->
                                        leases.ofAddress(String.valueOf(client.address()))
                                                .map(LeaseRow::state)
                                                .filter(state -> state == DECLINED_STATE)
                                                .isPresent());
    }
}
