package io.tandem6.cli.up;

import io.tandem6.cli.client.ClientIdentity;
import io.tandem6.cli.client.RelayAgent;
import io.tandem6.cli.client.RelayedClient;
import io.tandem6.option.InterfaceId;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Two clients on the link of the pair's subnet.
 *
 * @param first there from the beginning
 * @param second comes while the primary is down
 */
record DemoClients(RelayedClient first, RelayedClient second) implements AutoCloseable {
    /** Ethernet addresses that RFC 9542 sets aside for examples. */
    private static final List<Octets> ETHERNET =
            List.of(Octets.parseHex("00:00:5e:00:53:01"), Octets.parseHex("00:00:5e:00:53:02"));

    /** Opens a socket for each. */
    static DemoClients open(PairPlan plan, RandomGenerator random, LongSupplier nanoTime)
            throws IOException {
        return new DemoClients(
                client(ETHERNET.getFirst(), plan, random, nanoTime),
                client(ETHERNET.getLast(), plan, random, nanoTime));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private static RelayedClient client(
            Octets ethernet, PairPlan plan, RandomGenerator random, LongSupplier nanoTime)
            throws IOException {
        InetAddress local = InetAddress.ofLiteral(PairPlan.DHCP_HOST);
        List<InetSocketAddress> servers =
                plan.members().stream()
                        .map(member -> new InetSocketAddress(local, member.dhcpPort()))
                        .toList();
        InterfaceId port = new InterfaceId(Octets.of("port-7".getBytes(StandardCharsets.US_ASCII)));
        return new RelayedClient(
                ClientIdentity.ofEthernet(ethernet),
                new RelayAgent(PairPlan.LINK_ADDRESS, port),
                local,
                servers,
                random,
                nanoTime);
    }
}
