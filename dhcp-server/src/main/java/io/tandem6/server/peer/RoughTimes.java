package io.tandem6.server.peer;

import java.util.function.Consumer;

/**
 * Leases that were taken from the partner while the network was too slow to tell how the clocks of
 * the two stand: here they last for longer than there, by more than what counts as the same. When
 * the clocks can be compared the partner tells everything once more. Event loop only.
 */
final class RoughTimes {
    private boolean some;

    /** Has the partner tell all its leases, and says what came of it. */
    @FunctionalInterface
    interface Fetch {
        void all(Consumer<LeaseSync.Outcome> done);
    }

    /** A lease is taken whose time is known roughly. */
    void taken() {
        some = true;
    }

    /** To be called often while the clocks are known well. */
    void mend(Fetch fetch) {
        if (some) {
            some = false;
            fetch.all(this::fetched);
        }
    }

    private void fetched(LeaseSync.Outcome outcome) {
        switch (outcome) {
            case LeaseSync.Outcome.Synchronized ignored -> {}
            case LeaseSync.Outcome.Failed ignored -> some = true;
        }
    }
}
