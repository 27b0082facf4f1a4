package io.tandem6.server.control;

import io.tandem6.log.EventLog;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The listening socket with its file, and the locked file beside it that keeps a second server from
 * taking the first one's socket away. Both files are gone after {@link #close}.
 */
final class SocketFile implements Closeable {
    /** What fits into {@code sockaddr_un.sun_path} with its final zero. */
    private static final int PATH_BYTES_MAX = 107;

    private static final Set<PosixFilePermission> LOCK_PERMISSIONS =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> SOCKET_PERMISSIONS =
            PosixFilePermissions.fromString("rw-rw----");

    private final Path path;
    private final Path lockPath;
    private final FileChannel lock;
    private final ServerSocketChannel listener;
    private final EventLog log;

    private SocketFile(
            Path path,
            Path lockPath,
            FileChannel lock,
            ServerSocketChannel listener,
            EventLog log) {
        this.path = path;
        this.lockPath = lockPath;
        this.lock = lock;
        this.listener = listener;
        this.log = log;
    }

    /**
     * Locks, removes an old socket, binds.
     *
     * @throws IOException with a message for the operator
     */
    static SocketFile open(Path path, int backlog, EventLog log) throws IOException {
        int pathBytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (pathBytes > PATH_BYTES_MAX) {
            throw new IOException(
                    "socket-name %s has %d bytes, the system takes at most %d: use a shorter path"
                            .formatted(path, pathBytes, PATH_BYTES_MAX));
        }
        Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
        FileChannel lock = lock(lockPath);
        try {
            removeOldSocket(path);
            return new SocketFile(path, lockPath, lock, bind(path, backlog), log);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path lockPath) throws IOException {
        FileChannel channel;
        try {
            channel =
                    FileChannel.open(
                            lockPath,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(LOCK_PERMISSIONS));
        } catch (IOException e) {
            throw new IOException(
                    "cannot open socket lockfile %s (%s): the directory must exist and be writable"
                            .formatted(lockPath, e),
                    e);
        }
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            channel.close();
            throw new IOException(
                    "cannot lock socket lockfile, %s: another server has this control socket"
                            .formatted(lockPath));
        }
        return channel;
    }

    /** A file of any other kind is not ours to remove: the path is a mistake. */
    private static void removeOldSocket(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isOther()) {
            throw new IOException(
                    "socket-name %s is there and is not a socket: move it away or use another path"
                            .formatted(path));
        }
        Files.delete(path);
    }

    private static ServerSocketChannel bind(Path path, int backlog) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), backlog);
            Files.setPosixFilePermissions(path, SOCKET_PERMISSIONS);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw new IOException("cannot bind control socket " + path + ": " + e.getMessage(), e);
        }
    }

    ServerSocketChannel listener() {
        return listener;
    }

    /** The lock is given back last, so that nobody binds while the old files are removed. */
    @Override
    public void close() {
        close(listener);
        remove(path);
        remove(lockPath);
        close(lock);
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.log(CommandMessage.COMMAND_SOCKET_FILE_FAIL, e);
        }
    }

    private void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            log.log(CommandMessage.COMMAND_SOCKET_FILE_FAIL, e);
        }
    }
}
