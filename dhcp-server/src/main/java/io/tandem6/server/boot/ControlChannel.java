package io.tandem6.server.boot;

import io.tandem6.log.EventLog;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.control.ControlSocket;
import io.tandem6.server.control.ControlSocketSettings;
import io.tandem6.server.loop.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control socket, which a new configuration may move, remove or add. The new one is open before
 * the old one closes, so that a path that cannot be used leaves the server reachable.
 */
final class ControlChannel implements AutoCloseable {
    private final EventLoop loop;
    private final CommandRegistry commands;
    private final EventLog log;
    private Optional<String> path = Optional.empty();
    private @Nullable ControlSocket current;
    private @Nullable ControlSocket replaced;

    /** No socket yet. */
    ControlChannel(EventLoop loop, CommandRegistry commands, EventLog log) {
        this.loop = loop;
        this.commands = commands;
        this.log = log;
    }

    /**
     * Opens what {@code wanted} asks for and is not open. Nothing has changed before {@link
     * Move#commit}, and nothing remains of a move that is closed without it.
     *
     * @throws IOException with a message for the operator
     */
    synchronized Move prepare(Optional<String> wanted) throws IOException {
        if (wanted.equals(path)) {
            return new Move(wanted, current);
        }
        return new Move(
                wanted,
                wanted.isEmpty()
                        ? null
                        : ControlSocket.open(
                                ControlSocketSettings.standard(Path.of(wanted.get())),
                                loop,
                                commands,
                                log));
    }

    /**
     * Closes the socket that a move has replaced. Waits until the commands that came over it are
     * answered, within its grace: one of them may have asked for the move.
     */
    synchronized void closeReplaced() {
        if (replaced != null) {
            replaced.close();
            replaced = null;
        }
    }

    /** Closes the socket, not before the commands that came over it are answered. */
    @Override
    public synchronized void close() {
        closeReplaced();
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private synchronized void take(Move move) {
        if (move.socket != current) {
            closeReplaced();
            replaced = current;
            current = move.socket;
            path = move.wanted;
        }
    }

    private synchronized boolean isCurrent(@Nullable ControlSocket socket) {
        return socket == current;
    }

    /** A socket that is open and not in use yet. */
    final class Move implements AutoCloseable {
        private final Optional<String> wanted;
        private final @Nullable ControlSocket socket;

        private Move(Optional<String> wanted, @Nullable ControlSocket socket) {
            this.wanted = wanted;
            this.socket = socket;
        }

        /** Makes it the one in use. */
        void commit() {
            take(this);
        }

        @Override
        public void close() {
            if (socket != null && !isCurrent(socket)) {
                socket.close();
            }
        }
    }
}
