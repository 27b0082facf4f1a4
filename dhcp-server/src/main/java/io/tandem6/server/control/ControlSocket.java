package io.tandem6.server.control;

import io.tandem6.log.EventLog;
import io.tandem6.server.loop.EventLoop;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Listens on the unix-domain control socket. Each connection is served by a virtual thread, as
 * {@link ControlConnection} describes; commands run on the event loop, one at a time.
 */
public final class ControlSocket implements Closeable {
    /** As many as the control agent may have clients, so that none of them is refused. */
    private static final int BACKLOG = 1024;

    private static final long ACCEPT_RETRY_MILLIS = 200;

    private final SocketFile file;
    private final ControlSocketSettings settings;
    private final EventLoop loop;
    private final CommandRegistry commands;
    private final EventLog log;
    private final Semaphore places;
    private final Set<ControlConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("control-socket-", 0).factory());
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("control-socket-timers").daemon().factory());
    private final CountDownLatch closing = new CountDownLatch(1);

    private ControlSocket(
            SocketFile file,
            ControlSocketSettings settings,
            EventLoop loop,
            CommandRegistry commands,
            EventLog log) {
        this.file = file;
        this.settings = settings;
        this.loop = loop;
        this.commands = commands;
        this.log = log;
        this.places = new Semaphore(settings.connectionsMax());
        timers.setRemoveOnCancelPolicy(true);
    }

    /**
     * Opens the socket and starts to listen.
     *
     * @throws IOException with a message for the operator: the path is too long or not usable, or
     *     another server has the socket
     */
    public static ControlSocket open(
            ControlSocketSettings settings, EventLoop loop, CommandRegistry commands, EventLog log)
            throws IOException {
        SocketFile file = SocketFile.open(settings.path(), BACKLOG, log);
        ControlSocket socket = new ControlSocket(file, settings, loop, commands, log);
        socket.threads.execute(socket::accept);
        log.log(CommandMessage.COMMAND_ACCEPTOR_START, settings.path());
        return socket;
    }

    private void accept() {
        try {
            while (closing.getCount() > 0) {
                places.acquire();
                acceptOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptOne() throws InterruptedException {
        try {
            start(file.listener().accept());
        } catch (ClosedChannelException e) {
            places.release();
        } catch (IOException e) {
            places.release();
            log.log(CommandMessage.COMMAND_SOCKET_ACCEPT_FAIL, e);
            closing.await(ACCEPT_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void start(SocketChannel channel) throws IOException {
        ControlConnection connection =
                new ControlConnection(channel, settings, loop, commands, timers, log);
        connections.add(connection);
        try {
            threads.execute(() -> serve(connection));
        } catch (RejectedExecutionException e) {
            channel.close();
        }
    }

    private void serve(ControlConnection connection) {
        try {
            if (closing.getCount() == 0) {
                connection.endInput();
            }
            connection.serve();
        } finally {
            connections.remove(connection);
            places.release();
        }
    }

    /**
     * Stops to listen and removes the socket's files. Commands that have come are still answered if
     * they take no longer than the grace.
     */
    @Override
    public void close() {
        closing.countDown();
        file.close();
        connections.forEach(ControlConnection::endInput);
        threads.shutdown();
        try {
            threads.awaitTermination(settings.closeGrace().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        timers.shutdownNow();
    }
}
