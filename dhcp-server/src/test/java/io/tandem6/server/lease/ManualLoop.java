package io.tandem6.server.lease;

import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/** An event loop that runs when told to, with a clock that stands still in between. */
public final class ManualLoop implements EventLoop {
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::order));
    private final Instant start;
    private long nanos;
    private long order;

    public ManualLoop(long epochSecond) {
        start = Instant.ofEpochSecond(epochSecond);
    }

    private record Waiting(long at, long order, Runnable task) {}

    @Override
    public Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Waiting entry = new Waiting(nanos + delay.toNanos(), order++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** Number of tasks that wait for their time. */
    public int timers() {
        return waiting.size();
    }

    /** Runs what is ready. */
    public void run() {
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
        }
    }

    /** Lets time pass, running everything that falls due at its time. */
    public void advance(Duration duration) {
        long end = nanos + duration.toNanos();
        run();
        for (Waiting next = waiting.peek(); next != null && next.at <= end; next = waiting.peek()) {
            waiting.poll();
            nanos = next.at;
            next.task.run();
            run();
        }
        nanos = end;
    }
}
