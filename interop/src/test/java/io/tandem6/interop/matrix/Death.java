package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;

/**
 * A server and its agent end, the partner takes over, the server comes back and catches up. Clients
 * that come meanwhile and retransmit as they should are all served, sooner or later, and nobody
 * gets what somebody else has. One that is killed between its disk and its partner comes back with
 * leases that nobody else knows, and that their clients never heard of; the partner has to learn of
 * them nevertheless.
 *
 * @param victim who ends
 * @param how in which way
 */
record Death(Half victim, How how) implements Cell {
    private static final int CLIENTS = 18;
    private static final double RATE = 4;

    /** How a server ends. */
    enum How {
        /** Kill -9. */
        KILLED("kill -9 of %s, return"),
        /** Kill -9, but it is back before or while the partner notices. */
        RESTARTED("kill -9 of %s, return at once"),
        /** As a service manager stops it. */
        STOPPED("stop of %s, return");

        private final String words;

        How(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return how.words.formatted(Cell.of(victim));
    }

    @Override
    public void play(Stage stage) {
        stage.awaitService();
        long start = System.nanoTime();
        SwarmRun clients = stage.acquire("death-" + victim + how, CLIENTS, RATE);
        Peer peer = stage.peer(victim);
        switch (how) {
            case KILLED, RESTARTED -> peer.kill();
            case STOPPED -> peer.stop();
        }
        if (how != How.RESTARTED) {
            stage.awaitState(victim.other(), "partner-down");
        }
        peer.start();
        stage.awaitNormal();
        double normal = (System.nanoTime() - start) / 1e9;
        SwarmReport report = clients.await();
        stage.note(
                "clients waited at most %.1f s, both servers worked normally after %.1f s"
                        .formatted(report.longestWaitSeconds(), normal));
        stage.expectServed(report, CLIENTS);
        assertThat(report.longestWaitSeconds()).isLessThan(SwarmReport.waitLimitSeconds(normal));
    }
}
