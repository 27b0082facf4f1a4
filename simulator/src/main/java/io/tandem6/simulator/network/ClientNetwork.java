package io.tandem6.simulator.network;

import io.tandem6.address.Ipv6Address;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The link of the clients, on which both servers hear what they multicast. */
public final class ClientNetwork {
    private static final Endpoint ENDPOINT =
            new Endpoint("eth0", 2, Ipv6Address.parse("ff02::1:2"));
    private static final int CLIENT_PORT = 546;

    private final Timeline timeline;
    private final RandomGenerator random;
    private final List<Consumer<Datagram>> servers;
    private final Map<Ipv6Address, Receiver> clients = new HashMap<>();
    private final Map<Ipv6Address, Integer> sides = new HashMap<>();
    private final boolean[] cut;
    private boolean divided;
    private Weather weather = Weather.FAIR;

    /** A client as the link reaches it. */
    public interface Receiver {
        /** A datagram arrives that server {@code from} sent at {@code sent}. */
        void receive(int from, byte[] payload, long sent);
    }

    /** A link with these servers on it and no clients yet. */
    public ClientNetwork(
            Timeline timeline, RandomGenerator random, List<Consumer<Datagram>> servers) {
        this.timeline = timeline;
        this.random = random;
        this.servers = new ArrayList<>(servers);
        this.cut = new boolean[servers.size()];
    }

    /** Adds a client; {@code side} is the server that it still reaches when the link divides. */
    public void join(Ipv6Address client, int side, Receiver receiver) {
        clients.put(client, receiver);
        sides.put(client, side);
    }

    /** How the link behaves from now on. */
    public void setWeather(Weather next) {
        weather = next;
    }

    /** How the link behaves. */
    public Weather weather() {
        return weather;
    }

    /** Whether clients on the one side reach only the server there. */
    public void divide(boolean yes) {
        divided = yes;
    }

    /** Whether a server is out of all clients' reach. */
    public void cut(int server, boolean yes) {
        cut[server] = yes;
    }

    /** A client multicasts. */
    public void multicast(Ipv6Address from, byte[] payload) {
        for (int server = 0; server < servers.size(); server++) {
            if (isJoined(from, server)) {
                Consumer<Datagram> receiver = servers.get(server);
                carry(() -> receiver.accept(new Datagram(payload, from, CLIENT_PORT, ENDPOINT)));
            }
        }
    }

    /** A server answers a client. */
    public void unicast(int from, Ipv6Address to, byte[] payload) {
        Receiver receiver = clients.get(to);
        if (receiver != null && isJoined(to, from)) {
            long sent = timeline.now();
            carry(() -> receiver.receive(from, payload, sent));
        }
    }

    private boolean isJoined(Ipv6Address client, int server) {
        return !cut[server] && !(divided && sides.getOrDefault(client, 0) != server);
    }

    private void carry(Runnable arrival) {
        int copies =
                weather.duplication() > 0 && random.nextDouble() < weather.duplication() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (weather.loss() == 0 || random.nextDouble() >= weather.loss()) {
                timeline.after(weather.latency(random), arrival);
            }
        }
    }
}
