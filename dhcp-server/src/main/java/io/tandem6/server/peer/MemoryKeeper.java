package io.tandem6.server.peer;

import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.MemoryJson;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps on disk what a server remembers of its partner. What it forbids counts at once, what it
 * allows and what the partner is told only when it is on disk. There is one for the whole process:
 * a relationship that takes another's place, by a change of the configuration, begins with what
 * that one knew last, which the disk may not have. Event loop only.
 */
public final class MemoryKeeper {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final ContinuityFile file;
    private final EventLog log;
    private UnaryOperator<Memory> current = UnaryOperator.identity();
    private Runnable listener = () -> {};
    private List<Runnable> waiting = new ArrayList<>();
    private Memory wanted = Memory.NONE;
    private Memory durable = Memory.NONE;
    private long startBeat;
    private boolean open;
    private boolean dirty;
    private boolean busy;

    /** Knows nothing before {@link #open}. */
    public MemoryKeeper(EventLoop loop, ContinuityFile file, EventLog log) {
        this.loop = loop;
        this.file = file;
        this.log = log;
    }

    /**
     * Reads what is on disk, the first time.
     *
     * @throws IllegalStateException if a later release has written that
     */
    void open() {
        if (!open) {
            wanted = file.load().map(this::decode).orElse(Memory.NONE);
            durable = wanted;
            startBeat = wanted.beat();
            open = true;
        }
    }

    /**
     * A relationship begins.
     *
     * @param bringUpToDate adds what it knows, each time that something is stored
     * @param durableNow hears when something has become durable
     */
    void begin(UnaryOperator<Memory> bringUpToDate, Runnable durableNow) {
        current = bringUpToDate;
        listener = durableNow;
        dirty |= !wanted.equals(durable);
        store();
    }

    /** It ends; what it knows by now stays. */
    void end() {
        wanted = current.apply(wanted);
        current = UnaryOperator.identity();
        listener = () -> {};
    }

    private Memory decode(String text) {
        return switch (MemoryJson.decode(text)) {
            case MemoryJson.Decoded.Ok(Memory memory) -> memory;
            case MemoryJson.Decoded.Damaged ignored -> {
                log.log(HaMessage.TANDEM6_CONTINUITY_FILE_DAMAGED);
                yield Memory.NONE;
            }
            case MemoryJson.Decoded.Newer(int version) ->
                    throw new IllegalStateException(
                            "the continuity file was written by a later release (format "
                                    + version
                                    + "): start that release again, or delete the file on both"
                                    + " servers while neither runs");
        };
    }

    /** What is remembered, on disk or not yet. */
    Memory wanted() {
        return wanted;
    }

    /** What is on disk. */
    Memory durable() {
        return durable;
    }

    /** How often it had been stored when the process began. */
    long startBeat() {
        return startBeat;
    }

    /** Remembers something else. */
    void keep(Memory next) {
        if (next.isAsGoodAs(wanted)) {
            wanted = next;
        } else {
            wanted = next;
            dirty = true;
            store();
        }
    }

    /** Remembers something else; {@code done} runs when it is on disk. */
    void keep(Memory next, Runnable done) {
        wanted = next;
        dirty = true;
        waiting.add(done);
        store();
    }

    /** Leases have changed, or were acknowledged, since the last time. */
    void beat() {
        dirty = true;
        store();
    }

    private void store() {
        if (busy || !dirty) {
            return;
        }
        busy = true;
        dirty = false;
        wanted = current.apply(wanted);
        Memory stored = wanted;
        List<Runnable> done = waiting;
        waiting = new ArrayList<>();
        file.store(
                MemoryJson.encode(stored),
                successful -> loop.execute(() -> stored(stored, done, successful)));
    }

    private void stored(Memory stored, List<Runnable> done, boolean successful) {
        if (successful) {
            busy = false;
            durable = stored;
            listener.run();
            done.forEach(Runnable::run);
            store();
        } else {
            log.log(HaMessage.TANDEM6_CONTINUITY_FILE_NOT_WRITTEN);
            dirty = true;
            waiting.addAll(0, done);
            loop.schedule(
                    RETRY,
                    () -> {
                        busy = false;
                        store();
                    });
        }
    }
}
