package io.tandem6.server.boot;

import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.journal.Disk;
import io.tandem6.server.journal.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The continuity file beside the lease file. Written anew each time and put in the place of the
 * former one, on a thread of its own.
 */
final class StoredContinuity implements ContinuityFile {
    /** Longer than any configuration makes it. */
    private static final int OCTETS_MAX = 64 << 20;

    private final Disk disk;
    private final Path path;
    private final Executor writer;

    StoredContinuity(Disk disk, Path path, Executor writer) {
        this.disk = disk;
        this.path = path;
        this.writer = writer;
    }

    static Path beside(Path leaseFile) {
        return leaseFile.resolveSibling(leaseFile.getFileName() + ".continuity");
    }

    @Override
    public Optional<String> load() {
        try {
            if (!disk.exists(path)) {
                return Optional.empty();
            }
            try (InputStream in = disk.read(path)) {
                return Optional.of(new String(in.readNBytes(OCTETS_MAX), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new StartupException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void store(String content, Consumer<Boolean> done) {
        try {
            writer.execute(() -> done.accept(write(content)));
        } catch (RejectedExecutionException e) {
            // The server stops; what was agreed is on disk already.
            done.accept(false);
        }
    }

    private boolean write(String content) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            disk.delete(fresh);
            try (DiskFile file = disk.append(fresh)) {
                file.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
                file.force();
            }
            disk.rename(fresh, path);
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                disk.syncDirectory(directory);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
