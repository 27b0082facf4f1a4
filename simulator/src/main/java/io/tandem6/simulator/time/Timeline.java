package io.tandem6.simulator.time;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Everything that will happen, in order; what is for the same instant, in the order it came. */
public final class Timeline {
    /** Nanoseconds in a second. */
    public static final long SECOND = 1_000_000_000L;

    /** Nanoseconds in a millisecond. */
    public static final long MILLISECOND = 1_000_000L;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long count;
    private long ran;

    /** Nanoseconds since the beginning of the world. */
    public long now() {
        return now;
    }

    /** Events that happened so far. */
    public long ran() {
        return ran;
    }

    /** Has {@code action} happen after {@code delay} nanoseconds. */
    public Event after(long delay, Runnable action) {
        Event event = new Event(now + Math.max(0, delay), count++, action);
        events.add(event);
        return event;
    }

    /** Lets everything happen up to {@code end}, inclusive. */
    public void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.at <= end; next = events.peek()) {
            events.poll();
            Runnable action = next.action;
            if (action != null) {
                now = next.at;
                ran++;
                action.run();
            }
        }
        now = end;
    }

    /** Something that will happen unless it is cancelled. */
    public static final class Event implements Comparable<Event> {
        private final long at;
        private final long number;
        private @Nullable Runnable action;

        private Event(long at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }

        /** The earlier one comes first; of two for the same instant, the one that came first. */
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        /** Does nothing if it has happened; else it never will. */
        public void cancel() {
            action = null;
        }
    }
}
