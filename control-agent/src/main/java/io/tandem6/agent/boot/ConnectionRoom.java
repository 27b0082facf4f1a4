package io.tandem6.agent.boot;

import io.tandem6.agent.command.AgentMessage;
import io.tandem6.log.EventLog;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Sees to it that whoever fills the agent with connections shuts out nobody but himself: when there
 * are too many, the one that has been silent for longest among those of the client with the most of
 * them is closed. A partner or an operator, who have few, always find room.
 *
 * <p>A connection has to bring its first request soon, be it that nothing comes, half a request or
 * half of a TLS handshake. A connection on which a request is being answered is left alone.
 *
 * <p>Called by Jetty's threads.
 */
final class ConnectionRoom implements Connection.Listener {
    /**
     * Clients that share so many bits of an IPv6 address are one: they choose the others freely.
     */
    private static final int CLIENT_PREFIX_OCTETS = 8;

    private final int room;
    private final Duration patience;
    private final Scheduler scheduler;
    private final EventLog log;
    private final Map<EndPoint, Visit> visits = new IdentityHashMap<>();

    /**
     * Empty room.
     *
     * @param room connections at a time
     * @param patience how long a new connection may take to bring a request
     */
    ConnectionRoom(int room, Duration patience, Scheduler scheduler, EventLog log) {
        this.room = room;
        this.patience = patience;
        this.scheduler = scheduler;
        this.log = log;
    }

    /** A connection, as the operating system has it: below HTTP and TLS. */
    private static final class Visit {
        final EndPoint endPoint;
        final ByteBuffer client;
        final Scheduler.Task deadline;
        int requests;
        long active = System.nanoTime();

        Visit(EndPoint endPoint, ByteBuffer client, Scheduler.Task deadline) {
            this.endPoint = endPoint;
            this.client = client;
            this.deadline = deadline;
        }

        boolean isSilent() {
            return requests == 0;
        }
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint endPoint = plain(connection.getEndPoint());
        Optional<EndPoint> victim;
        synchronized (this) {
            if (visits.containsKey(endPoint)) {
                return;
            }
            Scheduler.Task deadline =
                    scheduler.schedule(endPoint::close, patience.toMillis(), TimeUnit.MILLISECONDS);
            visits.put(endPoint, new Visit(endPoint, client(endPoint), deadline));
            victim =
                    visits.size() > room ? victim().map(visit -> visit.endPoint) : Optional.empty();
            victim.ifPresent(this::remove);
        }
        victim.ifPresent(this::close);
    }

    @Override
    public void onClosed(Connection connection) {
        remove(plain(connection.getEndPoint()));
    }

    private synchronized void remove(EndPoint endPoint) {
        Visit visit = visits.remove(endPoint);
        if (visit != null) {
            visit.deadline.cancel();
        }
    }

    /** A request has come on the connection. */
    synchronized void begins(EndPoint endPoint) {
        Visit visit = visits.get(plain(endPoint));
        if (visit != null) {
            visit.requests++;
            visit.deadline.cancel();
        }
    }

    /** It is answered. */
    synchronized void ends(EndPoint endPoint) {
        Visit visit = visits.get(plain(endPoint));
        if (visit != null) {
            visit.requests--;
            visit.active = System.nanoTime();
        }
    }

    private Optional<Visit> victim() {
        Map<ByteBuffer, Long> crowds =
                visits.values().stream()
                        .filter(Visit::isSilent)
                        .collect(
                                Collectors.groupingBy(
                                        visit -> visit.client, Collectors.counting()));
        long now = System.nanoTime();
        Function<Visit, Long> crowd = visit -> crowds.getOrDefault(visit.client, 0L);
        Function<Visit, Long> silence = visit -> now - visit.active;
        return visits.values().stream()
                .filter(Visit::isSilent)
                .max(Comparator.comparing(crowd).thenComparing(silence));
    }

    private void close(EndPoint endPoint) {
        log.log(AgentMessage.TANDEM6_CONNECTIONS_CROWDED, room, endPoint.getRemoteSocketAddress());
        endPoint.close();
    }

    private static EndPoint plain(EndPoint endPoint) {
        return endPoint instanceof EndPoint.Wrapper wrapper ? plain(wrapper.unwrap()) : endPoint;
    }

    private static ByteBuffer client(EndPoint endPoint) {
        InetAddress address =
                endPoint.getRemoteSocketAddress() instanceof InetSocketAddress inet
                        ? inet.getAddress()
                        : InetAddress.getLoopbackAddress();
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        boolean shared = address instanceof Inet6Address && !address.isLoopbackAddress();
        return shared ? octets.limit(CLIENT_PREFIX_OCTETS) : octets;
    }
}
