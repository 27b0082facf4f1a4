package io.tandem6.server.journal;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that can lose whatever was not flushed: the tail of files, and the latest
 * changes of directories. It can also stop in the middle of any operation, or refuse to write.
 */
public final class SimulatedDisk implements Disk {
    private final Map<Path, Inode> names;
    private final Map<Path, Inode> durableNames;
    private final List<NameChange> unsynced = new ArrayList<>();
    private final Set<Path> locked = new HashSet<>();
    private final Set<Long> running = new HashSet<>();
    private final RandomGenerator random;
    private long operationsLeft = Long.MAX_VALUE;
    private long operations;
    private boolean crashed;
    private int failures;

    /** An empty disk; {@code random} decides what survives. */
    public SimulatedDisk(RandomGenerator random) {
        this(random, new TreeMap<>());
    }

    private SimulatedDisk(RandomGenerator random, Map<Path, Inode> names) {
        this.random = random;
        this.names = new TreeMap<>(names);
        this.durableNames = new TreeMap<>(names);
    }

    /** One step of the file system's own journal; a rename survives as a whole or not at all. */
    private record NameChange(Path path, @Nullable Inode inode, @Nullable Path from) {
        void replay(Map<Path, Inode> names) {
            if (from != null) {
                names.remove(from);
            }
            if (inode == null) {
                names.remove(path);
            } else {
                names.put(path, inode);
            }
        }
    }

    private static final class Inode {
        private byte[] contents = new byte[0];
        private byte[] durable = new byte[0];
    }

    /** The machine stopped. */
    public static final class PowerLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The machine stops in the middle of the operation after {@code more} others. */
    public void crashAfter(long more) {
        operationsLeft = more;
    }

    /** The next {@code count} writes write a part and fail. */
    public void failWrites(int count) {
        failures = count;
    }

    /** Operations so far that changed something. */
    public long operations() {
        return operations;
    }

    /** Makes a process with this id run, whatever program is asked for. */
    public void runProcess(long processId) {
        running.add(processId);
    }

    /** What a machine finds that starts with this disk after the power was lost. */
    public SimulatedDisk afterPowerLoss() {
        Map<Path, Inode> survivors = new TreeMap<>(durableNames);
        int kept = random.nextInt(unsynced.size() + 1);
        unsynced.subList(0, kept).forEach(change -> change.replay(survivors));
        Map<Inode, Inode> copies = new IdentityHashMap<>();
        survivors.replaceAll((path, inode) -> copies.computeIfAbsent(inode, this::survivor));
        return new SimulatedDisk(random, survivors);
    }

    private Inode survivor(Inode inode) {
        Inode copy = new Inode();
        byte[] now = inode.contents;
        byte[] durable = inode.durable;
        int common = Math.min(now.length, durable.length);
        boolean grown =
                now.length >= durable.length && Arrays.equals(now, 0, common, durable, 0, common);
        if (grown) {
            int extra = random.nextInt(now.length - durable.length + 1);
            copy.contents = Arrays.copyOf(now, durable.length + extra);
        } else {
            copy.contents = random.nextBoolean() ? now.clone() : durable.clone();
        }
        copy.durable = copy.contents.clone();
        return copy;
    }

    /** What the same machine finds when only the process ended. */
    public SimulatedDisk afterProcessEnd() {
        SimulatedDisk next = new SimulatedDisk(random, names);
        next.durableNames.clear();
        next.durableNames.putAll(durableNames);
        next.unsynced.addAll(unsynced);
        return next;
    }

    /** Puts a file there, durably. */
    public void put(Path path, String text) {
        Inode inode = new Inode();
        inode.contents = text.getBytes(StandardCharsets.ISO_8859_1);
        inode.durable = inode.contents.clone();
        names.put(path, inode);
        durableNames.put(path, inode);
    }

    /** A file as text, null if there is none. */
    public @Nullable String text(Path path) {
        Inode inode = names.get(path);
        return inode == null ? null : new String(inode.contents, StandardCharsets.ISO_8859_1);
    }

    private void step() {
        operations++;
        if (crashed || operationsLeft-- <= 0) {
            crashed = true;
            throw new PowerLost();
        }
    }

    private Inode inode(Path path) throws IOException {
        Inode inode = names.get(path);
        if (inode == null) {
            throw new FileNotFoundException(path.toString());
        }
        return inode;
    }

    private void name(Path path, @Nullable Inode inode) {
        if (inode == null) {
            names.remove(path);
        } else {
            names.put(path, inode);
        }
        unsynced.add(new NameChange(path, inode, null));
    }

    @Override
    public boolean exists(Path path) {
        return names.containsKey(path);
    }

    @Override
    public long size(Path path) {
        Inode inode = names.get(path);
        return inode == null ? -1 : inode.contents.length;
    }

    @Override
    public InputStream read(Path path) throws IOException {
        return new ByteArrayInputStream(inode(path).contents);
    }

    @Override
    public DiskFile append(Path path) throws IOException {
        step();
        if (!names.containsKey(path)) {
            name(path, new Inode());
        }
        return new OpenFile(inode(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        Inode inode = inode(from);
        names.remove(from);
        names.put(to, inode);
        unsynced.add(new NameChange(to, inode, from));
    }

    private void durableNamesCatchUp() {
        unsynced.forEach(change -> change.replay(durableNames));
        unsynced.clear();
    }

    @Override
    public void delete(Path path) {
        if (names.containsKey(path)) {
            step();
            name(path, null);
        }
    }

    @Override
    public void createDirectories(Path directory) {}

    @Override
    public void syncDirectory(Path directory) {
        step();
        durableNamesCatchUp();
    }

    @Override
    public @Nullable Lock tryLock(Path path, String holder) {
        if (!locked.add(path)) {
            return null;
        }
        put(path, holder);
        return () -> locked.remove(path);
    }

    @Override
    public boolean isRunning(long processId, String program) {
        return running.contains(processId);
    }

    private final class OpenFile implements DiskFile {
        private final Inode inode;

        OpenFile(Inode inode) {
            this.inode = inode;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            try {
                step();
            } catch (PowerLost e) {
                append(bytes, random.nextInt(bytes.remaining() + 1));
                throw e;
            }
            if (failures > 0) {
                failures--;
                append(bytes, random.nextInt(bytes.remaining() + 1));
                throw new IOException("No space left on device");
            }
            append(bytes, bytes.remaining());
        }

        private void append(ByteBuffer bytes, int count) {
            int old = inode.contents.length;
            byte[] grown = Arrays.copyOf(inode.contents, old + count);
            bytes.get(grown, old, count);
            inode.contents = grown;
        }

        @Override
        public void force() {
            step();
            inode.durable = inode.contents.clone();
        }

        @Override
        public void truncate(long length) {
            step();
            inode.contents = Arrays.copyOf(inode.contents, (int) length);
        }

        @Override
        public long size() {
            return inode.contents.length;
        }

        @Override
        public void close() {}
    }
}
