package io.tandem6.server.control;

import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.control.JsonFrame;
import io.tandem6.control.JsonFrame.Progress;
import io.tandem6.log.EventLog;
import io.tandem6.server.loop.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One control connection: reads one command, has it executed on the event loop, writes the answer,
 * closes. Runs on a thread of its own and blocks there.
 *
 * <p>Channels of unix-domain sockets have no read timeout. A timer ends the input instead, which
 * wakes the reading thread and leaves the other direction open for the answer.
 */
final class ControlConnection {
    /** Kea's size of a piece, each of which re-arms the timeout. */
    private static final int PIECE_BYTES = 32_768;

    /** Most pieces that are read and dropped after the answer. */
    private static final int DROPPED_PIECES_MAX = 64;

    private final SocketChannel channel;
    private final ControlSocketSettings settings;
    private final EventLoop loop;
    private final CommandRegistry commands;
    private final ScheduledExecutorService timers;
    private final EventLog log;
    private final JsonFrame frame;
    private volatile boolean timedOut;

    ControlConnection(
            SocketChannel channel,
            ControlSocketSettings settings,
            EventLoop loop,
            CommandRegistry commands,
            ScheduledExecutorService timers,
            EventLog log) {
        this.channel = channel;
        this.settings = settings;
        this.loop = loop;
        this.commands = commands;
        this.timers = timers;
        this.log = log;
        this.frame = new JsonFrame(settings.commandBytesMax());
    }

    /** Serves the connection to its end. */
    void serve() {
        try (channel) {
            Optional<ControlResponse> answer = answer(receive());
            if (answer.isPresent()) {
                send(ControlCodec.encode(answer.get()));
                dropRest();
            }
        } catch (IOException | RejectedExecutionException e) {
            log.log(CommandMessage.COMMAND_SOCKET_FAIL, e);
        }
    }

    /** Waits no longer for a command; one that has come is still executed and answered. */
    void endInput() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            // The connection has ended already, which is what was wanted.
            log.log(CommandMessage.COMMAND_SOCKET_FAIL, e);
        }
    }

    private Progress receive() throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        Progress progress = new Progress.Incomplete();
        while (progress instanceof Progress.Incomplete && read(piece.clear()) >= 0) {
            progress = frame.accept(piece.flip());
        }
        return progress;
    }

    private int read(ByteBuffer piece) throws IOException {
        ScheduledFuture<?> timer = startTimer(this::endInput);
        try {
            return channel.read(piece);
        } finally {
            timer.cancel(false);
        }
    }

    private Optional<ControlResponse> answer(Progress progress) {
        return switch (progress) {
            case Progress.Complete(byte[] value) -> execute(value);
            case Progress.Unexpected(String reason) -> Optional.of(refusal(reason));
            case Progress.TooLong(int limitBytes) ->
                    Optional.of(refusal("command is longer than " + limitBytes + " bytes"));
            case Progress.Incomplete() -> unfinished();
        };
    }

    private Optional<ControlResponse> unfinished() {
        if (!timedOut) {
            log.log(CommandMessage.COMMAND_SOCKET_CLOSED_BY_FOREIGN_HOST);
            return endedEarly();
        }
        log.log(CommandMessage.COMMAND_SOCKET_CONNECTION_TIMEOUT, frame.received());
        String text = "Connection over control channel timed out";
        return Optional.of(
                ControlResponse.error(
                        frame.received() == 0
                                ? text
                                : text
                                        + ", discarded partial command of "
                                        + frame.received()
                                        + " bytes"));
    }

    /**
     * Kea closes without a word. Whoever ended only what he sends still listens, and would never
     * learn what was wrong.
     */
    private Optional<ControlResponse> endedEarly() {
        return frame.received() == 0
                ? Optional.empty()
                : Optional.of(
                        ControlResponse.error(
                                "incomplete command: the input ended after %d bytes, before the command did"
                                        .formatted(frame.received())));
    }

    private Optional<ControlResponse> execute(byte[] text) {
        return switch (ControlCodec.decode(text)) {
            case Decoded.Accepted(ControlRequest request, ObjectNode envelope) ->
                    namesServices(envelope)
                            ? execute(request)
                            : Optional.of(
                                    ControlResponse.error(
                                            ControlCodec.FAILURE_PREFIX
                                                    + "'service' element in command message is not"
                                                    + " a list of strings"));
            case Decoded.Refused(ControlResponse answer) -> Optional.of(answer);
            case Decoded.Malformed(String reason) -> Optional.of(refusal(reason));
        };
    }

    /** Which ones does not matter to one of them, which the sender has found. */
    private static boolean namesServices(ObjectNode envelope) {
        JsonNode services = envelope.get("service");
        return services == null
                || (services.isArray() && services.valueStream().allMatch(JsonNode::isString));
    }

    /** No time limit here: the client decides how long it waits for a long command. */
    private Optional<ControlResponse> execute(ControlRequest request) {
        CompletableFuture<ControlResponse> answer = new CompletableFuture<>();
        try {
            loop.execute(() -> commands.execute(request, answer::complete));
            return Optional.of(answer.get());
        } catch (RejectedExecutionException | ExecutionException e) {
            return Optional.of(ControlResponse.error("the server is stopping"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private ControlResponse refusal(String reason) {
        log.log(CommandMessage.COMMAND_PROCESS_ERROR1, reason);
        return ControlResponse.error(reason);
    }

    private void send(byte[] answer) throws IOException {
        for (int at = 0; at < answer.length; at += PIECE_BYTES) {
            ByteBuffer piece =
                    ByteBuffer.wrap(answer, at, Math.min(PIECE_BYTES, answer.length - at));
            ScheduledFuture<?> timer = startTimer(this::abandon);
            try {
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            } finally {
                timer.cancel(false);
            }
        }
        channel.shutdownOutput();
    }

    /**
     * Takes what the client sent after its command. Closed with bytes unread, the socket would show
     * the client an error where the end of the answer is.
     */
    private void dropRest() throws IOException {
        channel.configureBlocking(false);
        ByteBuffer rest = ByteBuffer.allocate(PIECE_BYTES);
        for (int pieces = 0; pieces < DROPPED_PIECES_MAX; pieces++) {
            if (channel.read(rest.clear()) <= 0) {
                return;
            }
        }
    }

    private void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            log.log(CommandMessage.COMMAND_SOCKET_FAIL, e);
        }
    }

    private ScheduledFuture<?> startTimer(Runnable end) {
        return timers.schedule(
                () -> {
                    timedOut = true;
                    end.run();
                },
                settings.timeout().toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
