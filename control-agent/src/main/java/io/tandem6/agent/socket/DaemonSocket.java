package io.tandem6.agent.socket;

import io.tandem6.agent.socket.DaemonAnswer.Answered;
import io.tandem6.agent.socket.DaemonAnswer.Failed;
import io.tandem6.agent.socket.DaemonAnswer.Reason;
import io.tandem6.control.JsonFrame;
import io.tandem6.control.JsonFrame.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Sends a command to a daemon and waits for the answer; the calling thread is blocked meanwhile. A
 * timer that closes the channel ends what takes too long, since channels of unix-domain sockets
 * have no timeouts of their own.
 */
public final class DaemonSocket implements Closeable {
    private static final int PIECE_BYTES = 32_768;
    private static final JsonFactory JSON = new JsonFactory();

    private final int answerBytesMax;
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("daemon-socket-timers").daemon().factory());

    /**
     * Ready to send.
     *
     * @param answerBytesMax longest answer
     */
    public DaemonSocket(int answerBytesMax) {
        this.answerBytesMax = answerBytesMax;
        timers.setRemoveOnCancelPolicy(true);
    }

    /**
     * Sends {@code command} to the daemon that listens on {@code socket}.
     *
     * @param timeout for all of it
     */
    public DaemonAnswer ask(Path socket, byte[] command, Duration timeout) {
        AtomicBoolean timedOut = new AtomicBoolean();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            ScheduledFuture<?> timer =
                    timers.schedule(
                            () -> expire(channel, timedOut),
                            timeout.toNanos(),
                            TimeUnit.NANOSECONDS);
            try {
                return connectAndAsk(channel, socket, command);
            } finally {
                timer.cancel(false);
            }
        } catch (IOException e) {
            return timedOut.get()
                    ? new Failed(Reason.TIMEOUT, "Operation canceled")
                    : new Failed(Reason.CLOSED, "End of file");
        }
    }

    private DaemonAnswer connectAndAsk(SocketChannel channel, Path socket, byte[] command)
            throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (AsynchronousCloseException e) {
            throw e;
        } catch (IOException e) {
            return new Failed(Reason.CONNECT, String.valueOf(e.getMessage()));
        }
        send(channel, command);
        return receive(channel);
    }

    /** A daemon may refuse a command before it has read all of it: its answer still counts. */
    private static void send(SocketChannel channel, byte[] command) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(command);
        try {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            rest.position(rest.limit());
        }
    }

    private DaemonAnswer receive(SocketChannel channel) throws IOException {
        JsonFrame frame = new JsonFrame(answerBytesMax);
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        while (channel.read(piece.clear()) >= 0) {
            switch (frame.accept(piece.flip())) {
                case Progress.Incomplete() -> {}
                case Progress.Complete(byte[] value) -> {
                    return answer(value);
                }
                case Progress.Unexpected(String _) -> {
                    return new Failed(Reason.MALFORMED, "nothing read");
                }
                case Progress.TooLong(int limitBytes) -> {
                    return new Failed(
                            Reason.MALFORMED, "it is longer than " + limitBytes + " bytes");
                }
            }
        }
        return new Failed(Reason.CLOSED, "End of file");
    }

    /** Reads the answer without building a tree of it: pages of leases have several MiB. */
    private static DaemonAnswer answer(byte[] json) {
        int result = -1;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT
                        && parser.streamReadContext().getNestingDepth() == 1
                        && "result".equals(parser.currentName())) {
                    result = parser.getIntValue();
                }
            }
        } catch (JacksonException e) {
            return new Failed(Reason.MALFORMED, "it is not JSON" + place(e));
        }
        return new Answered(json, result);
    }

    private static String place(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null || location.getByteOffset() < 0
                ? ""
                : " at octet " + location.getByteOffset();
    }

    private static void expire(SocketChannel channel, AtomicBoolean timedOut) {
        timedOut.set(true);
        try {
            channel.close();
        } catch (IOException e) {
            // The channel is closed nevertheless, and the waiting thread tells of the timeout.
            timedOut.set(true);
        }
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
