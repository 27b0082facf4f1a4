package io.tandem6.server.net;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.InterfacesConfig;
import io.tandem6.config.InterfacesConfig.Selection;
import io.tandem6.log.EventLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All sockets of the server. One thread receives on them and, again and again, opens what is
 * configured and not open; sending may happen on any thread.
 */
public final class UdpSockets implements DatagramSender, AutoCloseable {
    private static final int PAYLOAD_MAX = 65535;
    private static final int DATAGRAMS_PER_TURN = 64;
    private static final long SCAN_INTERVAL_MILLIS_MIN = 100;

    /** What a selection means on this host as it is now. */
    @FunctionalInterface
    interface Host {
        Set<WantedSocket> wanted(Selection selection) throws WantedSocket.UnusableInterface;
    }

    private final int port;
    private final Consumer<Datagram> receiver;
    private final EventLog log;
    private final Host host;
    private final Selector selector;
    private final OpenSockets sockets;
    private final Thread thread;
    private final Set<String> complaints = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PAYLOAD_MAX);
    private volatile InterfacesConfig config;
    private volatile boolean rescan;
    private volatile boolean stopping;
    private volatile List<String> problems = List.of();
    private long scannedNanos;
    private boolean deaf;

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
        this(config, port, receiver, log, WantedSocket::of);
    }

    UdpSockets(
            InterfacesConfig config, int port, Consumer<Datagram> receiver, EventLog log, Host host)
            throws IOException {
        this.config = config;
        this.port = port;
        this.receiver = receiver;
        this.log = log;
        this.host = host;
        this.selector = Selector.open();
        this.sockets = new OpenSockets(selector, port);
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
        thread.start();
    }

    /**
     * Listens where another configuration says; the receiving thread does so at once. A socket that
     * both configurations ask for stays open and loses nothing. Here {@code
     * service-sockets-require-all} is of no effect: what cannot be opened is retried.
     */
    public void reconfigure(InterfacesConfig next) {
        config = next;
        rescan = true;
        selector.wakeup();
    }

    /**
     * What {@code next} asks for and this host cannot serve at present. Any thread, nothing is
     * opened.
     */
    public List<UnusableSelection> unusable(InterfacesConfig next) {
        List<UnusableSelection> found = new ArrayList<>();
        for (Selection selection : next.interfaces()) {
            try {
                host.wanted(selection);
            } catch (WantedSocket.UnusableInterface e) {
                boolean isNew = !config.interfaces().contains(selection);
                found.add(
                        new UnusableSelection(
                                String.valueOf(e.getMessage()), isNew && e.isMissing()));
            }
        }
        return found;
    }

    private long scanIntervalMillis() {
        return Math.max(SCAN_INTERVAL_MILLIS_MIN, config.serviceSocketsRetryWaitMillis());
    }

    /** What cannot be opened at present; empty if everything configured is. */
    public List<String> problems() {
        return problems;
    }

    /** Where datagrams are received at present. */
    public Set<Endpoint> endpoints() {
        return sockets.endpoints();
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
        sockets.closeAll();
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
        DatagramChannel channel = sockets.answering(via, destination);
        try {
            if (channel == null) {
                throw new IOException("no open socket");
            }
            InetSocketAddress to =
                    new InetSocketAddress(
                            OpenSockets.scoped(destination, via.interfaceIndex()), toPort);
            if (channel.send(ByteBuffer.wrap(payload), to) < payload.length) {
                throw new IOException("the send buffer is full");
            }
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

    private void run() {
        while (!stopping) {
            try {
                selector.select(scanIntervalMillis());
                for (SelectionKey key : selector.selectedKeys()) {
                    receive(key);
                }
                selector.selectedKeys().clear();
                long sinceScan = System.nanoTime() - scannedNanos;
                if (rescan || sinceScan >= TimeUnit.MILLISECONDS.toNanos(scanIntervalMillis())) {
                    scan();
                }
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException | RuntimeException e) {
                // Whatever one datagram or interface brings about, the others must be served.
                selector.selectedKeys().clear();
                log.log(NetLog.DHCP6_RECEIVE_FAIL, e.toString());
            }
        }
    }

    private void receive(SelectionKey key) {
        Endpoint opened = (Endpoint) key.attachment();
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
                Endpoint endpoint = sockets.arrival(opened, from.getAddress());
                receiver.accept(new Datagram(payload, source, from.getPort(), endpoint));
            }
        } catch (IOException | CancelledKeyException e) {
            sockets.close(channel);
            logClosed(opened, String.valueOf(e.getMessage()));
        }
    }

    private void logClosed(Endpoint endpoint, String reason) {
        log.log(
                NetLog.DHCP6_SOCKET_CLOSED,
                endpoint.localAddress(),
                endpoint.interfaceName(),
                reason);
    }

    /**
     * Opens whatever is configured and not open, gives up what is gone, and notes what cannot be
     * opened. Interfaces come and go (a reloaded driver, a re-created container network) without
     * telling anybody, so this is done again and again, on the receiving thread.
     */
    void scan() {
        rescan = false;
        scannedNanos = System.nanoTime();
        Set<String> found = new LinkedHashSet<>();
        Set<WantedSocket> wanted = wanted(found);
        Set<Endpoint> needed = new HashSet<>();
        wanted.forEach(socket -> needed.add(socket.endpoint()));
        for (Endpoint endpoint : sockets.endpoints()) {
            if (!needed.contains(endpoint)) {
                sockets.close(endpoint);
                logClosed(endpoint, "no longer there or no longer configured");
            }
        }
        for (WantedSocket socket : wanted) {
            if (!sockets.isOpen(socket.endpoint())) {
                open(socket, found);
            }
        }
        for (String problem : found) {
            if (complaints.add(problem)) {
                log.log(NetLog.DHCPSRV_OPEN_SOCKET_FAIL, problem);
            }
        }
        complaints.retainAll(found);
        problems = List.copyOf(found);
        boolean hearsNobody = endpoints().isEmpty() && !config.interfaces().isEmpty();
        if (hearsNobody && !deaf) {
            log.log(NetLog.DHCPSRV_NO_SOCKETS_OPEN);
        }
        deaf = hearsNobody;
    }

    private Set<WantedSocket> wanted(Set<String> found) {
        Set<WantedSocket> wanted = new LinkedHashSet<>();
        for (Selection selection : config.interfaces()) {
            try {
                wanted.addAll(host.wanted(selection));
            } catch (WantedSocket.UnusableInterface e) {
                found.add(String.valueOf(e.getMessage()));
            }
        }
        return wanted;
    }

    private void open(WantedSocket wanted, Set<String> found) {
        Endpoint endpoint = wanted.endpoint();
        try {
            sockets.open(wanted);
            log.log(NetLog.DHCP6_SOCKET_OPENED, wanted.address(), port, endpoint.interfaceName());
        } catch (IOException e) {
            found.add(
                    "cannot listen on %s port %d at interface %s: %s"
                            .formatted(
                                    wanted.address(),
                                    port,
                                    endpoint.interfaceName(),
                                    e.getMessage()));
        }
    }
}
