package io.tandem6.cli.client;

import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.Retransmission;
import io.tandem6.option.Preference;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A client behind a relay agent that sends to several servers. Each exchange ends with an answer,
 * or with nothing when the caller's patience does. For one thread at a time.
 */
public final class RelayedClient implements AutoCloseable {
    private static final int PREFERENCE_MAX = 255;

    private final ClientIdentity identity;
    private final ClientMessages messages;
    private final RelayAgent relay;
    private final RelaySocket socket;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;

    /**
     * Opens a socket for the relay agent.
     *
     * @param local where the relay agent sends from, any free port
     * @param servers where it sends every message to
     * @param random for transaction ids and the timing of retransmissions
     * @param nanoTime monotonic, nanoseconds
     * @throws IOException if {@code local} is no address of this machine
     */
    public RelayedClient(
            ClientIdentity identity,
            RelayAgent relay,
            InetAddress local,
            List<InetSocketAddress> servers,
            RandomGenerator random,
            LongSupplier nanoTime)
            throws IOException {
        this.identity = identity;
        this.messages = new ClientMessages(identity);
        this.relay = relay;
        this.socket = new RelaySocket(local, servers);
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /** Solicits, and answers with the best offer (RFC 9915 section 18.2.9). */
    public Optional<Answer> solicit(Duration patience) throws IOException {
        ClientMessage question = messages.solicit(transactionId());
        return exchange(question, MessageType.ADVERTISE, Retransmission.SOLICIT, patience);
    }

    /** Requests what was offered. */
    public Optional<Answer> request(Binding offer, Duration patience) throws IOException {
        ClientMessage question = messages.request(transactionId(), offer);
        return exchange(question, MessageType.REPLY, Retransmission.REQUEST, patience);
    }

    /** Renews {@code binding} with its server. */
    public Optional<Answer> renew(Binding binding, Duration patience) throws IOException {
        ClientMessage question = messages.renew(transactionId(), binding);
        return exchange(question, MessageType.REPLY, Retransmission.RENEW, patience);
    }

    /** Rebinds {@code binding} with any server. */
    public Optional<Answer> rebind(Binding binding, Duration patience) throws IOException {
        ClientMessage question = messages.rebind(transactionId(), binding);
        return exchange(question, MessageType.REPLY, Retransmission.REBIND, patience);
    }

    @Override
    public void close() {
        socket.close();
    }

    private int transactionId() {
        return random.nextInt(1 << 24);
    }

    private Optional<Answer> exchange(
            ClientMessage question, int answerType, Retransmission timing, Duration patience)
            throws IOException {
        long begin = nanoTime.getAsLong();
        long end = begin + patience.toNanos();
        Duration wait = timing.first(random);
        for (int count = 1; ; count++) {
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - begin);
            ClientMessage now = ClientMessages.after(question, elapsed);
            socket.send(relay.forward(now, identity.linkLocal()));
            long waitEnd = Math.min(end, nanoTime.getAsLong() + wait.toNanos());
            // Only the first Solicit waits for more than one offer (RFC 9915 section 18.2.1).
            boolean gather = count == 1 && answerType == MessageType.ADVERTISE;
            Optional<Answer> answer = listen(question, answerType, count, gather, waitEnd);
            if (answer.isPresent() || timing.isLast(count) || nanoTime.getAsLong() >= end) {
                return answer;
            }
            wait = timing.next(wait, random);
        }
    }

    private Optional<Answer> listen(
            ClientMessage question, int answerType, int count, boolean gather, long waitEnd)
            throws IOException {
        Optional<Answer> best = Optional.empty();
        int bestPreference = -1;
        for (long left; (left = waitEnd - nanoTime.getAsLong()) > 0; ) {
            Optional<DatagramPacket> datagram = socket.receive(Duration.ofNanos(left));
            Optional<ClientMessage> message =
                    datagram.flatMap(this::unwrap)
                            .filter(m -> messages.answers(m, answerType, question));
            Optional<Binding> binding = message.flatMap(m -> Binding.of(m, identity));
            if (datagram.isEmpty() || message.isEmpty() || binding.isEmpty()) {
                continue;
            }
            int preference =
                    message.get()
                            .options()
                            .first(Preference.class)
                            .map(Preference::value)
                            .orElse(0);
            if (preference > bestPreference) {
                InetSocketAddress from = (InetSocketAddress) datagram.get().getSocketAddress();
                best = Optional.of(new Answer(binding.get(), from, count));
                bestPreference = preference;
            }
            if (!gather || preference == PREFERENCE_MAX) {
                return best;
            }
        }
        return best;
    }

    private Optional<ClientMessage> unwrap(DatagramPacket datagram) {
        return relay.unwrap(datagram.getData(), datagram.getLength(), identity.linkLocal());
    }
}
