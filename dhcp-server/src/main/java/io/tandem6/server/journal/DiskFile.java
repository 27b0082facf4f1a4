package io.tandem6.server.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is open for writing at its end. */
public interface DiskFile extends Closeable {
    /** Appends all of {@code bytes}; after a failure any part of them may be there. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when what was written is durable (fdatasync). */
    void force() throws IOException;

    /** Cuts the file down to {@code length} octets. */
    void truncate(long length) throws IOException;

    /** Its length in octets. */
    long size() throws IOException;
}
