package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.peer.Half;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;

/**
 * One clock is wrong by so much that servers warn, but work. Leases pass from one server to the
 * other and back in less time than the clocks differ, so that a later renewal may have the earlier
 * time. Both servers have to agree whose word was the last, and clients' leases must survive.
 *
 * <p>The server whose clock is right goes away and comes back, not the other one: a synchronization
 * keeps whichever lease was used later by the clock of its grantor, which is wrong for leases that
 * the server with the fast clock granted before it went away.
 *
 * @param skewed whose clock is wrong
 * @param ahead by how much
 */
record ClockSkew(Half skewed, Duration ahead) implements Cell {
    private static final int CLIENTS = 16;
    private static final double RATE = 16;

    // Without clients that wait a load balancing server does not take over.
    private static final int WAITING = 20;
    private static final double WAITING_RATE = 4;

    @Override
    public String name() {
        return "clock of %s wrong by %+d s".formatted(Cell.of(skewed), ahead.toSeconds());
    }

    @Override
    public void play(Stage stage) {
        restart(stage, ahead);
        SwarmReport acquired = stage.acquire("skew-" + skewed + ahead, CLIENTS, RATE).await();
        assertThat(acquired.served()).isEqualTo(CLIENTS);
        stage.awaitService();
        Half right = skewed.other();
        stage.peer(right).kill();
        SwarmRun waiting = stage.acquire("skew-waiting", WAITING, WAITING_RATE);
        stage.awaitState(skewed, "partner-down");
        // One swarm at a time: they have the same port.
        stage.expectServed(waiting.await(), WAITING);
        String from = "skew-" + skewed + ahead;
        stage.resume(from + "-rebound", SwarmOptions.Task.REBIND, from, 0, CLIENTS);
        stage.peer(right).start();
        stage.awaitNormal();
        SwarmReport again =
                stage.resume(from + "-again", SwarmOptions.Task.REBIND, from, 0, CLIENTS);
        stage.expectServed(again, CLIENTS);
        stage.awaitService();
        restart(stage, Duration.ZERO);
    }

    private void restart(Stage stage, Duration clock) {
        stage.peer(skewed).stop();
        stage.peer(skewed).host().setClockAhead(clock);
        stage.peer(skewed).start();
        stage.awaitNormal();
    }
}
