package io.tandem6.server.net;

import io.tandem6.address.Ipv6Address;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets: one for each local address and each link-local group of an interface, so that
 * destination and interface of every datagram are known by the socket it came from.
 *
 * <p>The site-local group has only one socket, which joins it on all interfaces: Linux binds no
 * socket to an interface by the scope of a site-local address, so a second one could not be opened,
 * or would receive everything twice. Only relay agents write to that group, and what they write
 * does not depend on the interface, unless their address is link-local and names it.
 */
final class OpenSockets {
    private static final int BUFFER_BYTES = 8 << 20;

    private final Selector selector;
    private final int port;
    private final Map<Endpoint, DatagramChannel> channels = new ConcurrentHashMap<>();

    OpenSockets(Selector selector, int port) {
        this.selector = selector;
        this.port = port;
    }

    /** Where datagrams are received at present. */
    Set<Endpoint> endpoints() {
        return Set.copyOf(channels.keySet());
    }

    boolean isOpen(Endpoint endpoint) {
        return channels.containsKey(endpoint);
    }

    /** Opens a socket that is not open. */
    void open(WantedSocket wanted) throws IOException {
        Endpoint endpoint = wanted.endpoint();
        DatagramChannel channel = shared(wanted);
        boolean isNew = channel == null;
        if (channel == null) {
            channel = DatagramChannel.open(StandardProtocolFamily.INET6);
        }
        try {
            InetAddress address = scoped(wanted.address(), endpoint.interfaceIndex());
            if (isNew) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
                channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
                channel.bind(new InetSocketAddress(address, port));
                channel.configureBlocking(false);
            }
            if (wanted.multicast()) {
                channel.join(address, wanted.networkInterface());
            }
            if (isNew) {
                channel.register(selector, SelectionKey.OP_READ, endpoint);
            }
            channels.put(endpoint, channel);
        } catch (IOException e) {
            if (isNew) {
                closeQuietly(channel);
            }
            throw e;
        }
    }

    private @Nullable DatagramChannel shared(WantedSocket wanted) {
        return wanted.address().equals(WantedSocket.ALL_SERVERS)
                ? find(WantedSocket.ALL_SERVERS)
                : null;
    }

    private @Nullable DatagramChannel find(Ipv6Address group) {
        for (Map.Entry<Endpoint, DatagramChannel> entry : channels.entrySet()) {
            if (entry.getKey().localAddress().equals(group)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** Gives up a socket; one that another interface needs as well stays open. */
    void close(Endpoint endpoint) {
        DatagramChannel channel = channels.remove(endpoint);
        if (channel != null && !channels.containsValue(channel)) {
            closeQuietly(channel);
        }
    }

    /** Gives up a socket that failed, for all interfaces that need it. */
    void close(DatagramChannel channel) {
        channels.values().removeIf(channel::equals);
        closeQuietly(channel);
    }

    void closeAll() {
        channels.values().forEach(OpenSockets::closeQuietly);
        channels.clear();
    }

    /**
     * Where a datagram from {@code source} arrived, given the endpoint that its socket was opened
     * for: the scope of a link-local source is the interface.
     */
    Endpoint arrival(Endpoint opened, InetAddress source) {
        if (source instanceof Inet6Address from && from.getScopeId() != 0) {
            for (Endpoint candidate : channels.keySet()) {
                if (candidate.interfaceIndex() == from.getScopeId()
                        && candidate.localAddress().equals(opened.localAddress())) {
                    return candidate;
                }
            }
        }
        return opened;
    }

    /**
     * The socket that answers what arrived at {@code via}. A reply leaves from the address that was
     * written to. What came by multicast is answered from a link-local address if the receiver has
     * one, else the system picks address and, for the site-local group, route.
     */
    @Nullable DatagramChannel answering(Endpoint via, Ipv6Address destination) {
        if (via.localAddress().isMulticast() && destination.isLinkLocal()) {
            for (Map.Entry<Endpoint, DatagramChannel> entry : channels.entrySet()) {
                Endpoint candidate = entry.getKey();
                if (candidate.interfaceIndex() == via.interfaceIndex()
                        && candidate.localAddress().isLinkLocal()) {
                    return entry.getValue();
                }
            }
        }
        return channels.get(via);
    }

    /** The address with the interface it is meant on, where that matters. */
    static InetAddress scoped(Ipv6Address address, int interfaceIndex) throws UnknownHostException {
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
