package io.tandem6.server.fake;

import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/** A loop that runs what it was handed only when the test says so. Its clock stands still. */
public final class FakeEventLoop implements EventLoop {
    /** What every clock shows. */
    public static final long NOW = 1_700_000_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Runs everything handed in, and what that hands in. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Override
    public Instant now() {
        return Instant.ofEpochSecond(NOW);
    }

    @Override
    public long nanoTime() {
        return 5_000_000;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("the packet path has no timers");
    }
}
