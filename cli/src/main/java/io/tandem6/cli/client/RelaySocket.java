package io.tandem6.cli.client;

import io.tandem6.message.PacketCodec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The relay agent's socket: every datagram goes to all servers, answers come from any. */
final class RelaySocket implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<InetSocketAddress> servers;
    private final byte[] buffer = new byte[PacketCodec.DATAGRAM_LENGTH_MAX];

    /** Opens a socket on any free port of {@code local}. */
    RelaySocket(InetAddress local, List<InetSocketAddress> servers) throws IOException {
        this.socket = new DatagramSocket(0, local);
        this.servers = List.copyOf(servers);
    }

    void send(byte[] datagram) throws IOException {
        for (InetSocketAddress server : servers) {
            socket.send(new DatagramPacket(datagram, datagram.length, server));
        }
    }

    /** The next datagram, if one comes in time. It is overwritten by the next call. */
    Optional<DatagramPacket> receive(Duration timeout) throws IOException {
        socket.setSoTimeout(Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.receive(packet);
            return Optional.of(packet);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
