package io.tandem6.server.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The few things a lease store does with a disk. A simulator implements it with a disk that forgets
 * what was not flushed. What a method did to a directory is durable after {@link #syncDirectory}.
 */
public interface Disk {
    /** True if there is such a file. */
    boolean exists(Path path) throws IOException;

    /** The length of a file in octets, -1 if there is none. */
    long size(Path path) throws IOException;

    /** Reads a file from its beginning. Not buffered. */
    InputStream read(Path path) throws IOException;

    /** Opens a file for writing at its end, creating it if need be. */
    DiskFile append(Path path) throws IOException;

    /** Renames a file, atomically, replacing what has the new name. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file, if it exists. */
    void delete(Path path) throws IOException;

    /** Creates a directory and the directories above it, where missing. */
    void createDirectories(Path directory) throws IOException;

    /** Returns when the names in {@code directory} are durable. */
    void syncDirectory(Path directory) throws IOException;

    /**
     * Locks a file against other processes, creating it if need be, and writes {@code holder} into
     * it. Closing the result releases the lock; so does the end of the process.
     *
     * @return null if somebody else holds it
     */
    @Nullable Lock tryLock(Path path, String holder) throws IOException;

    /** True if a process with this id runs whose program is called {@code program}, or may be. */
    boolean isRunning(long processId, String program);

    /** A lock that is held. */
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
