package io.tandem6.server.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Monotonic time that goes on while the machine is suspended. Java's own clock ({@code
 * CLOCK_MONOTONIC}) stands still meanwhile, the machine's up time ({@code CLOCK_BOOTTIME}) does
 * not; what the latter has gained is added to the former, which is finer. Any thread.
 */
final class SuspendClock {
    /** The machine's up time, where there is such a file. */
    static final Path UPTIME = Path.of("/proc/uptime");

    /** To suspend a machine takes longer by either clock. */
    private static final long LOOK_EVERY_NANOS = 1_000_000;

    /** The up time is told in hundredths of a second. */
    private static final long FINENESS_NANOS = 20_000_000;

    private static final long NANOS_PER_HUNDREDTH = 10_000_000;

    private final LongSupplier nanoTime;
    private final LongSupplier upTime;
    private final long ahead;
    private long suspended;
    private long lookedAt;

    /**
     * Counts from now on.
     *
     * @param nanoTime monotonic, stands still while the machine is suspended
     * @param upTime nanoseconds, coarse, does not stand still
     */
    SuspendClock(LongSupplier nanoTime, LongSupplier upTime) {
        this.nanoTime = nanoTime;
        this.upTime = upTime;
        lookedAt = nanoTime.getAsLong();
        ahead = upTime.getAsLong() - lookedAt;
    }

    /** That of this machine; where it does not tell its up time, Java's own clock. */
    static SuspendClock ofMachine() {
        try {
            UpTimeFile file = new UpTimeFile(FileChannel.open(UPTIME, StandardOpenOption.READ));
            if (file.read().isPresent()) {
                return new SuspendClock(System::nanoTime, file);
            }
        } catch (IOException e) {
            // Not a Linux: laptops with another system are no servers.
        }
        return new SuspendClock(System::nanoTime, System::nanoTime);
    }

    /** Nanoseconds, of use only in differences. */
    synchronized long nanos() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt >= LOOK_EVERY_NANOS) {
            lookedAt = now;
            long more = upTime.getAsLong() - now - ahead - suspended;
            if (more > FINENESS_NANOS) {
                suspended += more;
            }
        }
        return now + suspended;
    }

    /** Reads the file as it is at each moment. */
    private static final class UpTimeFile implements LongSupplier {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        private long last;

        private UpTimeFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long getAsLong() {
            last = read().orElse(last);
            return last;
        }

        /** As {@code 12345.67 ...}, in seconds. */
        private OptionalLong read() {
            buffer.clear();
            try {
                channel.read(buffer, 0);
            } catch (IOException e) {
                return OptionalLong.empty();
            }
            buffer.flip();
            long hundredths = 0;
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == ' ') {
                    return OptionalLong.of(hundredths * NANOS_PER_HUNDREDTH);
                }
                if (next >= '0' && next <= '9') {
                    hundredths = hundredths * 10 + next - '0';
                }
            }
            return OptionalLong.empty();
        }
    }
}
