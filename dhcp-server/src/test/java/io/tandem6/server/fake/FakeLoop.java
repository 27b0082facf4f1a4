package io.tandem6.server.fake;

import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** An event loop whose time passes only when a test says so. */
public final class FakeLoop implements EventLoop {
    /** What the clock shows in the beginning unless told otherwise, Unix seconds. */
    public static final long NOW = 1_700_000_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Entry> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong((Entry e) -> e.at).thenComparingLong(e -> e.number));
    private Instant begin;
    private long nanos;
    private long number;

    public FakeLoop() {
        this(NOW);
    }

    public FakeLoop(long epochSecond) {
        this(Instant.ofEpochSecond(epochSecond));
    }

    public FakeLoop(Instant begin) {
        this.begin = begin;
    }

    @Override
    public Instant now() {
        return begin.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long nanoTimeWithSuspend() {
        return nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(nanos + delay.toNanos(), number++, task);
        timers.add(entry);
        return () -> timers.remove(entry);
    }

    /** Has the wall clock jump ahead, or back. */
    public void jump(Duration ahead) {
        begin = begin.plus(ahead);
    }

    /** Milliseconds since the beginning. */
    public long millis() {
        return nanos / 1_000_000;
    }

    /** Timers that are set. */
    public int timers() {
        return timers.size();
    }

    /** Runs what is ready. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets time pass and runs what becomes ready. */
    public void advance(Duration duration) {
        long end = nanos + duration.toNanos();
        run();
        for (Entry next = timers.peek(); next != null && next.at <= end; next = timers.peek()) {
            timers.poll();
            nanos = Math.max(nanos, next.at);
            next.task.run();
            run();
        }
        nanos = end;
    }

    /** Lets time pass without running anything, as if the process had been stopped. */
    public void sleep(Duration duration) {
        nanos += duration.toNanos();
    }

    private static final class Entry {
        private final long at;
        private final long number;
        private final Runnable task;

        private Entry(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }
    }
}
