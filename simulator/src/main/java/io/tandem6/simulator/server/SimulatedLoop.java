package io.tandem6.simulator.server;

import io.tandem6.server.loop.EventLoop;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The event loop of one life of a server process. When the process dies, nothing of it runs any
 * more; while it is stopped, what is due waits.
 */
public final class SimulatedLoop implements EventLoop {
    private final Timeline timeline;
    private final HostClock clock;
    private final Consumer<Throwable> failures;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean paused;
    private boolean dead;

    SimulatedLoop(Timeline timeline, HostClock clock, Consumer<Throwable> failures) {
        this.timeline = timeline;
        this.clock = clock;
        this.failures = failures;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public long nanoTimeWithSuspend() {
        return clock.nanoTimeWithSuspend();
    }

    @Override
    public void execute(Runnable task) {
        timeline.after(0, () -> run(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        CancellableTask cancellable = new CancellableTask(task);
        Timeline.Event event = timeline.after(delay.toNanos(), () -> run(cancellable));
        return () -> {
            cancellable.cancelled = true;
            event.cancel();
        };
    }

    /** Runs {@code task} now, later if the process is stopped, never if it is dead. */
    void run(Runnable task) {
        if (dead) {
            return;
        }
        if (paused) {
            held.add(task);
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            failures.accept(e);
        }
    }

    boolean isDead() {
        return dead;
    }

    void kill() {
        dead = true;
        held.clear();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        while (!held.isEmpty()) {
            execute(held.remove());
        }
    }

    private static final class CancellableTask implements Runnable {
        private final Runnable task;
        private boolean cancelled;

        private CancellableTask(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }
    }
}
