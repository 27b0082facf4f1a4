package io.tandem6.interop.swarm;

import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.interop.lab.Host;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.PacketCodec;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The process that all clients of a swarm live in: one socket, one thread, timers. Started by
 * {@link SwarmRun}.
 */
public final class Swarm {
    private static final int CLIENT_PORT = 546;
    private static final int SERVER_PORT = 547;
    private static final int RECEIVE_BUFFER = 8 << 20;
    private static final double PAUSE_MAX_SECONDS = 0.05;

    private final SwarmOptions options;
    private final List<SwarmReport.Client> former;
    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress servers;
    private final RandomGenerator random;
    private final ByteBuffer buffer = ByteBuffer.allocate(PacketCodec.DATAGRAM_LENGTH_MAX);
    private final List<SwarmClient> clients = new ArrayList<>();
    private final Map<Integer, SwarmClient> byTransaction = new HashMap<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingDouble(Timer::due));
    private final long start = System.nanoTime();
    private final double startSeconds = System.currentTimeMillis() / 1e3;

    /** When a client looks whether it was answered; stale if it has another transaction by then. */
    private record Timer(double due, SwarmClient client, int transactionId) {}

    private Swarm(SwarmOptions options, DatagramChannel channel, Selector selector)
            throws IOException {
        this.options = options;
        this.channel = channel;
        this.selector = selector;
        this.random = new Random(options.seed());
        this.former =
                options.from()
                        .map(path -> SwarmReport.read(path).clients())
                        .map(all -> all.subList(Math.min(options.skip(), all.size()), all.size()))
                        .orElse(List.of());
        NetworkInterface link = link();
        byte[] allServers = Octets.parseHex("ff020000000000000000000000010002").toArray();
        this.servers =
                new InetSocketAddress(
                        Inet6Address.getByAddress(null, allServers, link), SERVER_PORT);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, link);
        channel.bind(new InetSocketAddress("::", CLIENT_PORT));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    private static NetworkInterface link() throws SocketException {
        NetworkInterface link = NetworkInterface.getByName(Host.INTERFACE);
        if (link == null) {
            throw new IllegalStateException("no interface " + Host.INTERFACE);
        }
        return link;
    }

    /** Runs a swarm, see {@link SwarmOptions}. */
    public static void main(String[] arguments) throws IOException {
        SwarmOptions options = SwarmOptions.parse(arguments);
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6);
                Selector selector = Selector.open()) {
            new Swarm(options, channel, selector).run().write(options.report());
        }
    }

    private SwarmReport run() throws IOException {
        int total =
                options.from().isPresent()
                        ? Math.min(options.count(), former.size())
                        : options.count();
        double end = total / options.rate() + options.patienceSeconds();
        while (true) {
            double now = now();
            while (clients.size() < total && now >= clients.size() / options.rate()) {
                startClient(now);
            }
            boolean allDone =
                    clients.size() == total && clients.stream().allMatch(SwarmClient::isDone);
            if (allDone || now >= end) {
                return new SwarmReport(SwarmClient.reports(clients));
            }
            retransmit(now);
            receive();
        }
    }

    private double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void startClient(double now) throws IOException {
        int number = clients.size();
        SwarmClient.Life life =
                new SwarmClient.Life(
                        options.task() == SwarmOptions.Task.LIVE,
                        options.staySeconds(),
                        startSeconds);
        SwarmClient client =
                options.from().isPresent()
                        ? SwarmClient.holding(
                                former.get(number), firstExchange(), life, now, random)
                        : new SwarmClient(
                                duid(number),
                                Iaid.of(number),
                                options.prefixes(),
                                Exchange.SOLICIT,
                                life,
                                now,
                                random);
        clients.add(client);
        send(client, now);
    }

    private Exchange firstExchange() {
        return switch (options.task()) {
            case ACQUIRE -> Exchange.SOLICIT;
            case LIVE -> options.from().isPresent() ? Exchange.REBIND : Exchange.SOLICIT;
            case RENEW -> Exchange.RENEW;
            case REBIND -> Exchange.REBIND;
            case RELEASE -> Exchange.RELEASE;
            case DECLINE -> Exchange.DECLINE;
        };
    }

    /** DUID-LL of a locally administered Ethernet address made of seed and number. */
    private Duid duid(int number) {
        String hex = "0003000102%04x%06x".formatted(options.seed() & 0xffff, number & 0xffffff);
        return Duid.parse(hex);
    }

    private void retransmit(double now) throws IOException {
        while (!timers.isEmpty() && timers.peek().due() <= now) {
            Timer timer = timers.remove();
            SwarmClient client = timer.client();
            if (client.isDone() || client.transactionId() != timer.transactionId()) {
                continue;
            }
            if (client.isAtRest()) {
                client.wake(now);
            } else {
                client.noAnswer(now);
            }
            if (!client.isDone()) {
                send(client, now);
            }
        }
    }

    private void send(SwarmClient client, double now) throws IOException {
        ByteBuffer message = ByteBuffer.wrap(PacketCodec.encode(client.message(now)));
        byTransaction.put(client.transactionId(), client);
        timers.add(new Timer(now + client.nextWait(), client, client.transactionId()));
        channel.send(message, servers);
    }

    private void receive() throws IOException {
        double next = timers.isEmpty() ? PAUSE_MAX_SECONDS : timers.peek().due() - now();
        double nextStart = clients.size() / options.rate() - now();
        double pause =
                Math.min(PAUSE_MAX_SECONDS, nextStart > 0 ? Math.min(next, nextStart) : next);
        selector.select(Math.max(1, (long) (pause * 1000)));
        selector.selectedKeys().clear();
        while (channel.receive(buffer.clear()) != null) {
            buffer.flip();
            Decoded decoded = PacketCodec.decode(buffer.array(), 0, buffer.limit());
            if (decoded instanceof Decoded.Ok(ClientMessage message)) {
                deliver(message);
            }
        }
    }

    private void deliver(ClientMessage message) throws IOException {
        SwarmClient client = byTransaction.get(message.transactionId());
        double now = now();
        if (client == null) {
            return;
        }
        if (client.received(message, now)) {
            send(client, now);
        } else if (client.isAtRest() && client.transactionId() != message.transactionId()) {
            timers.add(new Timer(client.wakesAt(), client, client.transactionId()));
        }
    }
}
