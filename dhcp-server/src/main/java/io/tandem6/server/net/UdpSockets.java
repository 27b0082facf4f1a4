package io.tandem6.server.net;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.InterfacesConfig;
import io.tandem6.config.InterfacesConfig.Selection;
import io.tandem6.log.EventLog;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All sockets of the server. One thread opens them, receives on them and, as long as something that
 * is configured cannot be opened, tries again; sending may happen on any thread. There is one
 * socket for each local address and each multicast group of an interface, so that the destination
 * address and the interface of every datagram are known by the socket it came from.
 */
public final class UdpSockets implements DatagramSender, AutoCloseable {
    private static final int PAYLOAD_MAX = 65535;
    private static final int RECEIVE_BUFFER_BYTES = 8 << 20;
    private static final int DATAGRAMS_PER_TURN = 64;

    private final InterfacesConfig config;
    private final int port;
    private final Consumer<Datagram> receiver;
    private final EventLog log;
    private final Selector selector;
    private final Thread thread;
    private final Map<Endpoint, DatagramChannel> channels = new ConcurrentHashMap<>();
    private final Set<String> complaints = new HashSet<>();
    private final long scanIntervalNanos;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PAYLOAD_MAX);
    private volatile boolean stopping;
    private volatile List<String> problems = List.of();
    private long scannedNanos;

    /**
     * Prepares the sockets; {@link #start} opens them.
     *
     * @param config where to listen
     * @param port UDP port to listen on
     * @param receiver takes every datagram, on the receiving thread
     * @param log hears what opens and what fails
     * @throws IOException if the system has no selectors left
     */
    public UdpSockets(InterfacesConfig config, int port, Consumer<Datagram> receiver, EventLog log)
            throws IOException {
        this.config = config;
        this.port = port;
        this.receiver = receiver;
        this.log = log;
        this.scanIntervalNanos =
                TimeUnit.MILLISECONDS.toNanos(config.serviceSocketsRetryWaitMillis());
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().name("udp-receive").unstarted(this::run);
    }

    /**
     * Opens what can be opened and starts receiving.
     *
     * @throws IOException if all sockets are required and one cannot be opened
     */
    public void start() throws IOException {
        scan();
        if (config.serviceSocketsRequireAll() && !problems.isEmpty()) {
            throw new IOException(String.join("; ", problems));
        }
        if (channels.isEmpty() && !config.interfaces().isEmpty()) {
            log.log(NetLog.DHCPSRV_NO_SOCKETS_OPEN);
        }
        thread.start();
    }

    /** What cannot be opened at present; empty if everything configured is. */
    public List<String> problems() {
        return problems;
    }

    /** Where datagrams are received at present. */
    public Set<Endpoint> endpoints() {
        return Set.copyOf(channels.keySet());
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        channels.forEach((endpoint, channel) -> closeQuietly(channel));
        channels.clear();
        try {
            selector.close();
        } catch (IOException e) {
            log.log(NetLog.DHCP6_SOCKET_CLOSED, "selector", "all", String.valueOf(e.getMessage()));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void send(byte[] payload, Ipv6Address destination, int toPort, Endpoint via) {
        DatagramChannel channel = channelFor(via);
        try {
            if (channel == null) {
                throw new IOException("no open socket");
            }
            channel.send(
                    ByteBuffer.wrap(payload),
                    new InetSocketAddress(scoped(destination, via.interfaceIndex()), toPort));
        } catch (IOException | IllegalArgumentException e) {
            log.log(
                    NetLog.DHCP6_PACKET_SEND_FAIL,
                    payload.length,
                    destination,
                    toPort,
                    via.interfaceName(),
                    String.valueOf(e.getMessage()));
        }
    }

    /**
     * A reply leaves from the address that was written to; what came by multicast is answered from
     * a unicast socket of the same interface, the link-local one if there is one.
     */
    private @Nullable DatagramChannel channelFor(Endpoint via) {
        if (!via.localAddress().isMulticast()) {
            return channels.get(via);
        }
        DatagramChannel chosen = null;
        for (Map.Entry<Endpoint, DatagramChannel> entry : channels.entrySet()) {
            Endpoint candidate = entry.getKey();
            if (candidate.interfaceIndex() == via.interfaceIndex()
                    && !candidate.localAddress().isMulticast()) {
                chosen = entry.getValue();
                if (candidate.localAddress().isLinkLocal()) {
                    return chosen;
                }
            }
        }
        return chosen;
    }

    private void run() {
        while (!stopping) {
            try {
                selector.select(config.serviceSocketsRetryWaitMillis());
                for (SelectionKey key : selector.selectedKeys()) {
                    receive(key);
                }
                selector.selectedKeys().clear();
                if (System.nanoTime() - scannedNanos >= scanIntervalNanos) {
                    scan();
                }
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException e) {
                log.log(NetLog.DHCPSRV_OPEN_SOCKET_FAIL, String.valueOf(e.getMessage()));
            }
        }
    }

    private void receive(SelectionKey key) {
        Endpoint endpoint = (Endpoint) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return;
                }
                byte[] payload = new byte[buffer.flip().remaining()];
                buffer.get(payload);
                Ipv6Address source = Ipv6Address.of(from.getAddress().getAddress(), 0);
                receiver.accept(new Datagram(payload, source, from.getPort(), endpoint));
            }
        } catch (IOException e) {
            drop(endpoint, channel, String.valueOf(e.getMessage()));
        }
    }

    private void drop(Endpoint endpoint, DatagramChannel channel, String reason) {
        log.log(
                NetLog.DHCP6_SOCKET_CLOSED,
                endpoint.localAddress(),
                endpoint.interfaceName(),
                reason);
        channels.remove(endpoint);
        closeQuietly(channel);
    }

    /**
     * Opens whatever is configured and not open, gives up what is gone, and notes what cannot be
     * opened. Interfaces come and go (a reloaded driver, a re-created container network) without
     * telling anybody, so this is done again and again.
     */
    private void scan() {
        scannedNanos = System.nanoTime();
        Set<String> found = new LinkedHashSet<>();
        Set<Endpoint> wantedNow = new HashSet<>();
        for (Selection selection : config.interfaces()) {
            try {
                for (WantedSocket wanted : WantedSocket.of(selection)) {
                    wantedNow.add(wanted.endpoint());
                    if (!channels.containsKey(wanted.endpoint())) {
                        open(wanted, found);
                    }
                }
            } catch (WantedSocket.UnusableInterface e) {
                found.add(String.valueOf(e.getMessage()));
            }
        }
        channels.forEach(
                (endpoint, channel) -> {
                    if (!wantedNow.contains(endpoint)) {
                        drop(endpoint, channel, "no longer there");
                    }
                });
        for (String problem : found) {
            if (complaints.add(problem)) {
                log.log(NetLog.DHCPSRV_OPEN_SOCKET_FAIL, problem);
            }
        }
        complaints.retainAll(found);
        problems = List.copyOf(found);
    }

    private void open(WantedSocket wanted, Set<String> found) {
        Endpoint endpoint = wanted.endpoint();
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET6);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            InetAddress address = scoped(wanted.address(), endpoint.interfaceIndex());
            channel.bind(new InetSocketAddress(address, port));
            if (wanted.multicast()) {
                channel.join(address, wanted.networkInterface());
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, endpoint);
            channels.put(endpoint, channel);
            log.log(NetLog.DHCP6_SOCKET_OPENED, wanted.address(), port, endpoint.interfaceName());
        } catch (IOException e) {
            if (channel != null) {
                closeQuietly(channel);
            }
            found.add(
                    "cannot listen on "
                            + wanted.address()
                            + " port "
                            + port
                            + " at interface "
                            + endpoint.interfaceName()
                            + ": "
                            + e.getMessage());
        }
    }

    private static InetAddress scoped(Ipv6Address address, int interfaceIndex)
            throws UnknownHostException {
        boolean needsScope = address.isLinkLocal() || address.isMulticast();
        return Inet6Address.getByAddress(null, address.toBytes(), needsScope ? interfaceIndex : -1);
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing depends on a socket that is being given up.
        }
    }
}
