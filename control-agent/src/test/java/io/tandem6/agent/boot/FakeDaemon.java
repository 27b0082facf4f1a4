package io.tandem6.agent.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlResponse;
import io.tandem6.control.JsonFrame;
import io.tandem6.control.JsonFrame.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A daemon that does what the name of the command says; most it sends back as arguments. */
final class FakeDaemon implements AutoCloseable {
    private final ServerSocketChannel listener;

    FakeDaemon(Path socket) throws IOException {
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                Thread.ofVirtual().start(() -> serve(channel));
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(SocketChannel channel) {
        try (channel) {
            Decoded.Accepted command = read(channel);
            byte[] answer =
                    switch (command.request().command()) {
                        case "close" -> new byte[0];
                        case "half" -> "{ \"result\": 0, \"text".getBytes(UTF_8);
                        case "junk" -> "hello".getBytes(UTF_8);
                        case "brackets" -> "{ \"result\": }".getBytes(UTF_8);
                        case "list" -> "[ 1, 2 ]{}".getBytes(UTF_8);
                        case "silent" -> {
                            Channels.newInputStream(channel).readAllBytes();
                            yield new byte[0];
                        }
                        default ->
                                ControlCodec.encode(
                                        ControlResponse.success(null, command.envelope()));
                    };
            ByteBuffer rest = ByteBuffer.wrap(answer);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Decoded.Accepted read(SocketChannel channel) throws IOException {
        JsonFrame frame = new JsonFrame(Integer.MAX_VALUE);
        ByteBuffer piece = ByteBuffer.allocate(32_768);
        Progress progress = new Progress.Incomplete();
        while (!(progress instanceof Progress.Complete(byte[] value))) {
            channel.read(piece.clear());
            progress = frame.accept(piece.flip());
        }
        return (Decoded.Accepted) ControlCodec.decode(value);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
