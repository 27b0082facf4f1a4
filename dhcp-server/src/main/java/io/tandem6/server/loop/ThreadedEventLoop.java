package io.tandem6.server.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The production loop: one thread that runs tasks as they come and timers when they are due. A task
 * that throws is reported and costs nothing but itself. The queue has no bound of its own; whoever
 * hands in tasks on behalf of the network bounds them.
 */
public final class ThreadedEventLoop implements EventLoop, AutoCloseable {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int ALARMS_TO_SWEEP_MIN = 1024;

    private final InstantSource clock;
    private final Consumer<Throwable> failures;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final SuspendClock suspendClock = SuspendClock.ofMachine();
    private final Thread thread;
    private volatile boolean stopping;
    private long alarmCount;
    private int alarmsToSweep = ALARMS_TO_SWEEP_MIN;

    /**
     * Creates the loop; {@link #start} starts it.
     *
     * @param clock wall-clock time
     * @param failures hears of whatever tasks throw, errors included; must not throw itself
     */
    public ThreadedEventLoop(InstantSource clock, Consumer<Throwable> failures) {
        this.clock = clock;
        this.failures = failures;
        this.thread = Thread.ofPlatform().name("event-loop").unstarted(this::run);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Runs what was handed in so far, then ends the thread. Not for the loop itself to call. */
    @Override
    public void close() {
        tasks.add(() -> stopping = true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long nanoTimeWithSuspend() {
        return suspendClock.nanos();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** As {@link EventLoop#schedule}; safe to call from any thread. */
    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(System.nanoTime() + delay.toNanos(), task);
        if (Thread.currentThread() == thread) {
            add(alarm);
        } else {
            tasks.add(() -> add(alarm));
        }
        return alarm;
    }

    private void add(Alarm alarm) {
        alarm.order = alarmCount++;
        alarms.add(alarm);
        if (alarms.size() > alarmsToSweep) {
            // Cancelled timers must not pile up: there is one for every exchange with the partner.
            alarms.removeIf(Alarm::isCancelled);
            alarmsToSweep = Math.max(ALARMS_TO_SWEEP_MIN, 2 * alarms.size());
        }
    }

    /** Timers that are kept, cancelled ones that were not swept yet included. Loop thread only. */
    int timersKept() {
        return alarms.size();
    }

    private void run() {
        while (!stopping) {
            try {
                Runnable next = next();
                if (next != null) {
                    next.run();
                }
            } catch (Throwable t) {
                // A loop that ended would leave a server that looks alive and answers nobody.
                failures.accept(t);
            }
        }
    }

    /** The next thing to do: an alarm that is due, else a task, else nothing yet. */
    private @Nullable Runnable next() throws InterruptedException {
        Alarm first = alarms.peek();
        if (first == null) {
            return tasks.poll(LONGEST_WAIT_NANOS, TimeUnit.NANOSECONDS);
        }
        long wait = first.dueNanos - System.nanoTime();
        if (wait <= 0) {
            return alarms.poll();
        }
        return tasks.poll(wait, TimeUnit.NANOSECONDS);
    }

    /** A timer; ordered by due time, then by age. Only the loop's thread runs it. */
    private static final class Alarm implements Timer, Runnable, Comparable<Alarm> {
        private final long dueNanos;
        private volatile @Nullable Runnable task;
        private long order;

        Alarm(long dueNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = null;
        }

        boolean isCancelled() {
            return task == null;
        }

        @Override
        public void run() {
            Runnable pending = task;
            if (pending != null) {
                pending.run();
            }
        }

        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.signum(dueNanos - other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
