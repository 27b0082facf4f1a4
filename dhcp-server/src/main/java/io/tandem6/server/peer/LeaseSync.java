package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the leases of other servers, one server after the other: the state machine and the
 * operator may ask at the same time, and the end of one run would switch on the service of the
 * server that another still reads from. Event loop only.
 */
final class LeaseSync {
    /** Runs that may wait for their turn. */
    static final int WAITING_MAX = 8;

    /**
     * What a run needs from its surroundings.
     *
     * @param synchronizable which leases are this relationship's
     * @param supplement tells the partner of leases that it may not know
     */
    record Surroundings(
            EventLoop loop,
            PeerTransport transport,
            PeerCommands commands,
            LeaseView leases,
            WatchedLeases writer,
            Predicate<Lease> synchronizable,
            BiConsumer<List<LeaseChange>, Consumer<PeerResult>> supplement,
            EventLog log) {}

    /**
     * What to fetch.
     *
     * @param source from whom
     * @param pageLimit leases in a page, 1 or more
     * @param pageTimeout how long a page may take
     * @param maxPeriodSeconds after how long the source serves again by itself, if ever
     * @param manner what else happens
     */
    record Order(
            Peer source,
            long pageLimit,
            Duration pageTimeout,
            OptionalLong maxPeriodSeconds,
            Manner manner) {}

    /** What happens besides the leases being fetched. */
    enum Manner {
        /** The source's service is off meanwhile. */
        PLAIN,
        /** The same, and the source, which is the partner, is told what it lacks. */
        SUPPLEMENTED,
        /** Nothing: the source has just fetched this server's leases, and may serve already. */
        IN_RETURN
    }

    /** How it went. */
    sealed interface Outcome {
        /**
         * All leases are here, on disk.
         *
         * @param received leases that came
         * @param applied those that were newer than what was here
         */
        record Synchronized(long received, long applied) implements Outcome {}

        /**
         * They are not.
         *
         * @param reason for the operator
         * @param sourceFailed the source is to blame, not this server
         */
        record Failed(String reason, boolean sourceFailed) implements Outcome {}
    }

    private final Surroundings surroundings;
    private final Deque<SyncRun> waiting = new ArrayDeque<>();
    private @Nullable SyncRun active;

    LeaseSync(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Begins a run, or has it wait for its turn. {@code done} is called on the loop, later. */
    SyncRun start(Order order, Consumer<Outcome> done) {
        SyncRun run =
                new SyncRun(
                        surroundings,
                        order,
                        outcome -> {
                            next();
                            done.accept(outcome);
                        });
        if (active == null) {
            active = run;
            run.begin();
        } else if (waiting.size() < WAITING_MAX) {
            waiting.add(run);
        } else {
            Outcome refused = new Outcome.Failed("too many synchronizations are under way", false);
            surroundings.loop().execute(() -> done.accept(refused));
        }
        return run;
    }

    private void next() {
        active = waiting.poll();
        if (active != null) {
            active.begin();
        }
    }
}
