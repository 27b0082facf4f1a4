package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Mode;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import java.time.Duration;

/**
 * Clients give their leases back while the standby is away: when it returns it must not bring them
 * back. Kea's pages do not tell what is gone, so the primary has to be a Tandem6. It is the
 * primary's clients alone, because only the server that granted a lease is told of its release.
 */
record PartedReleases() implements Cell {
    private static final String CLIENTS = "parted";
    private static final int COUNT = 12;

    /** Two Tandem6 work normally while the one still tells the other what it missed. */
    private static final Duration TOLD_LIMIT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "releases while second is away";
    }

    @Override
    public boolean fits(Pairing pairing) {
        return pairing.mode() == Mode.HOT_STANDBY
                && (pairing.isStrict() || pairing.first() instanceof Tandem6);
    }

    @Override
    public void play(Stage stage) {
        SwarmReport acquired = stage.acquire(CLIENTS, COUNT, COUNT).await();
        assertThat(acquired.served()).isEqualTo(COUNT);
        stage.peer(Half.SECOND).stop();
        stage.awaitState(Half.FIRST, "partner-down");
        stage.resume("parted-released", SwarmOptions.Task.RELEASE, CLIENTS, 0, COUNT);
        stage.peer(Half.SECOND).start();
        stage.awaitNormal();
        Await.that(
                "the end of released leases on the server that was away",
                TOLD_LIMIT,
                () -> acquired.clients().stream().noneMatch(c -> isHeld(stage, c)));
    }

    private static boolean isHeld(Stage stage, SwarmReport.Client client) {
        return stage.leases(Half.SECOND)
                .holder(String.valueOf(client.address()))
                .filter(client.duid()::equals)
                .isPresent();
    }
}
