package io.tandem6.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps what could not be read, each row after a comment that says whence it came and why. */
final class DamagedRows implements AutoCloseable {
    private final Disk disk;
    private final LeaseFileNames names;
    private @Nullable DiskFile file;

    DamagedRows(Disk disk, LeaseFileNames names) {
        this.disk = disk;
        this.names = names;
    }

    void add(Path from, String reason, byte[] octets) throws IOException {
        DiskFile target = file == null ? disk.append(names.damaged()) : file;
        file = target;
        String comment = "# " + from.getFileName() + ": " + reason.replace('\n', ' ') + "\n";
        target.write(ByteBuffer.wrap(comment.getBytes(StandardCharsets.UTF_8)));
        target.write(ByteBuffer.wrap(octets));
        target.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }

    /** Returns when everything added is durable. */
    void force() throws IOException {
        if (file != null) {
            file.force();
            disk.syncDirectory(names.directory());
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
