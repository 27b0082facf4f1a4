package io.tandem6.server.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** An event loop whose time passes only when a test says so. */
public final class FakeLoop implements EventLoop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Entry> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong((Entry e) -> e.at).thenComparingLong(e -> e.number));
    private final Instant begin;
    private long nanos;
    private long number;

    public FakeLoop() {
        this(Instant.parse("2026-11-03T01:00:00Z"));
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
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(nanos + delay.toNanos(), number++, task);
        timers.add(entry);
        return () -> timers.remove(entry);
    }

    /** Milliseconds since the beginning. */
    public long millis() {
        return nanos / 1_000_000;
    }

    /** Timers that are set. */
    public int timerCount() {
        return timers.size();
    }

    /** Runs what is ready. */
    public void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets time pass and runs what becomes ready. */
    public void advance(Duration duration) {
        long end = nanos + duration.toNanos();
        settle();
        for (Entry next = timers.peek(); next != null && next.at <= end; next = timers.peek()) {
            timers.poll();
            nanos = next.at;
            next.task.run();
            settle();
        }
        nanos = end;
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
