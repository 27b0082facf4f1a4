package io.tandem6.server.statistics;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A number, and what it was before. Changed by the event loop only; its present value may be read
 * by any thread, which sees it soon.
 */
final class Statistic {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final long MICROS = 1_000_000;
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final AtomicLong present = new AtomicLong();
    private SampleLimit limit;

    // A ring of samples, the newest one at `newest`, as large as has been needed so far.
    private long[] values = new long[1];
    private long[] micros = new long[1];
    private @Nullable BigInteger @Nullable [] larger;
    private int newest;
    private int count;

    Statistic(SampleLimit limit) {
        this.limit = limit;
    }

    /** Its value; of one that does not fit, the largest one that does. Any thread. */
    long value() {
        return present.getOpaque();
    }

    void add(long difference, Instant now) {
        set(value() + difference, now);
    }

    void set(long value, Instant now) {
        next(now);
        values[newest] = value;
        if (larger != null) {
            larger[newest] = null;
        }
        present.setOpaque(value);
    }

    /** A value of any size. */
    void set(BigInteger value, Instant now) {
        if (value.compareTo(LONG_MAX) <= 0) {
            set(value.longValue(), now);
            return;
        }
        set(Long.MAX_VALUE, now);
        if (larger == null) {
            larger = new BigInteger[values.length];
        }
        larger[newest] = value;
    }

    /** Forgets the past, and is zero. */
    void reset(Instant now) {
        count = 0;
        set(0, now);
    }

    void limit(SampleLimit changed, Instant now) {
        limit = changed;
        forget(micros(now), 0);
    }

    private void next(Instant now) {
        long time = micros(now);
        if (count > 0) {
            forget(time, 1);
        }
        if (count == values.length) {
            grow();
        }
        newest = count == 0 ? 0 : (newest + 1) % values.length;
        micros[newest] = time;
        count++;
    }

    /** Makes room for {@code more} samples; one of those that are there stays if none comes. */
    private void forget(long now, int more) {
        int kept =
                switch (limit) {
                    case SampleLimit.Count(long samples) ->
                            (int) Math.min(samples, SampleLimit.SAMPLES_MAX);
                    case SampleLimit.Age ignored -> SampleLimit.SAMPLES_MAX;
                };
        count = Math.min(count, Math.max(kept - more, 1 - more));
        if (limit instanceof SampleLimit.Age(long seconds)) {
            while (count > 1 - more && now - micros[at(count - 1)] > seconds * MICROS) {
                count--;
            }
        }
    }

    private void grow() {
        int length = Math.min(values.length * 2, SampleLimit.SAMPLES_MAX);
        long[] grownValues = new long[length];
        long[] grownMicros = new long[length];
        @Nullable BigInteger @Nullable [] grownLarger =
                larger == null ? null : new BigInteger[length];
        for (int i = 0; i < count; i++) {
            int from = at(i);
            int to = count - 1 - i;
            grownValues[to] = values[from];
            grownMicros[to] = micros[from];
            if (grownLarger != null && larger != null) {
                grownLarger[to] = larger[from];
            }
        }
        newest = count - 1;
        values = grownValues;
        micros = grownMicros;
        larger = grownLarger;
    }

    /** Where the sample is that {@code age} newer ones followed. */
    private int at(int age) {
        return Math.floorMod(newest - age, values.length);
    }

    /** The samples, newest first, each with its time (UTC), as Kea's commands show them. */
    ArrayNode encode() {
        ArrayNode samples = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            int at = at(i);
            ArrayNode sample = samples.addArray();
            BigInteger large = larger == null ? null : larger[at];
            if (large == null) {
                sample.add(values[at]);
            } else {
                sample.add(large);
            }
            sample.add(time(micros[at]));
        }
        return samples;
    }

    /** The newest value alone. */
    BigInteger exactly() {
        BigInteger large = larger == null ? null : larger[newest];
        return large == null ? BigInteger.valueOf(value()) : large;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }

    private static String time(long micros) {
        return TIME.format(
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, MICROS),
                        (int) Math.floorMod(micros, MICROS) * 1000,
                        ZoneOffset.UTC));
    }

    /** A time as Kea's commands show it. */
    static String time(Instant instant) {
        return time(micros(instant));
    }
}
