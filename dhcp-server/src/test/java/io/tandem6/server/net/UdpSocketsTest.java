package io.tandem6.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.InterfacesConfig;
import io.tandem6.config.InterfacesConfig.Selection;
import io.tandem6.log.LogMessage;
import io.tandem6.server.net.WantedSocket.UnusableInterface;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets on the loopback address; nothing here needs privileges. */
class UdpSocketsTest {
    private static final Ipv6Address LOOPBACK = Ipv6Address.parse("::1");
    private static final int PATIENCE_MILLIS = 10_000;

    private final BlockingQueue<Datagram> received = new LinkedBlockingQueue<>();
    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private String loopback;
    private int port;
    private DatagramSocket client;

    @BeforeEach
    void findLoopbackAndPort() throws IOException {
        InetAddress address = InetAddress.getByName("::1");
        NetworkInterface found = NetworkInterface.getByInetAddress(address);
        assertThat(found).as("these tests need a host with IPv6 on loopback").isNotNull();
        loopback = found.getName();
        client = new DatagramSocket(new InetSocketAddress(address, 0));
        client.setSoTimeout(PATIENCE_MILLIS);
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(address, 0))) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened.reversed()) {
            closeable.close();
        }
        if (client != null) {
            client.close();
        }
    }

    @Test
    void receivesAndAnswers() throws Exception {
        UdpSockets sockets = sockets(false, received::add, loopback);
        sockets.start();
        assertThat(sockets.problems()).isEmpty();
        assertThat(sockets.endpoints())
                .singleElement()
                .satisfies(
                        e -> {
                            assertThat(e.interfaceName()).isEqualTo(loopback);
                            assertThat(e.localAddress()).isEqualTo(LOOPBACK);
                        });

        send(new byte[] {1, 2, 3});
        Datagram datagram = received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(datagram).isNotNull();
        assertThat(datagram.payload()).containsExactly(1, 2, 3);
        assertThat(datagram.source()).isEqualTo(LOOPBACK);
        assertThat(datagram.sourcePort()).isEqualTo(client.getLocalPort());

        sockets.send(new byte[] {4}, datagram.source(), datagram.sourcePort(), datagram.endpoint());
        DatagramPacket answer = new DatagramPacket(new byte[10], 10);
        client.receive(answer);
        assertThat(answer.getLength()).isEqualTo(1);
        assertThat(answer.getPort()).isEqualTo(port);
    }

    @Test
    void theLongestAndTheShortestDatagramArriveWhole() throws Exception {
        sockets(false, received::add, loopback).start();
        send(new byte[65527]);
        send(new byte[0]);
        assertThat(received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).payload()).hasSize(65527);
        assertThat(received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).payload()).isEmpty();
    }

    @Test
    void aReceiverThatThrowsLosesOneDatagram() throws Exception {
        Consumer<Datagram> fragile =
                datagram -> {
                    if (datagram.payload()[0] == 1) {
                        throw new IllegalStateException("broken");
                    }
                    received.add(datagram);
                };
        sockets(false, fragile, loopback).start();
        send(new byte[] {1});
        send(new byte[] {2});
        assertThat(received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).payload())
                .containsExactly(2);
        assertThat(logged).contains("DHCP6_RECEIVE_FAIL");
    }

    @Test
    void anInterfaceThatIsMissingAtStartIsUsedOnceItIsThere() throws Exception {
        List<Set<WantedSocket>> answers = new ArrayList<>();
        UdpSockets sockets =
                new UdpSockets(
                        config(false, "eth9"),
                        port,
                        received::add,
                        this::log,
                        selection -> {
                            if (answers.isEmpty()) {
                                throw UnusableInterface.missing("interface eth9 does not exist");
                            }
                            return answers.getFirst();
                        });
        opened.add(sockets);
        sockets.scan();
        sockets.scan();
        assertThat(sockets.problems()).containsExactly("interface eth9 does not exist");
        assertThat(sockets.endpoints()).isEmpty();
        assertThat(logged)
                .as("complained once")
                .containsExactly("DHCPSRV_OPEN_SOCKET_FAIL", "DHCPSRV_NO_SOCKETS_OPEN");

        answers.add(WantedSocket.of(new Selection(loopback, Optional.of(LOOPBACK))));
        sockets.scan();
        assertThat(sockets.problems()).isEmpty();
        assertThat(sockets.endpoints()).hasSize(1);

        answers.clear();
        sockets.scan();
        assertThat(sockets.endpoints()).as("the interface went away").isEmpty();
        assertThat(logged)
                .containsExactly(
                        "DHCPSRV_OPEN_SOCKET_FAIL",
                        "DHCPSRV_NO_SOCKETS_OPEN",
                        "DHCP6_SOCKET_OPENED",
                        "DHCP6_SOCKET_CLOSED",
                        "DHCPSRV_OPEN_SOCKET_FAIL",
                        "DHCPSRV_NO_SOCKETS_OPEN");
    }

    @Test
    void aMissingInterfaceDoesNotKeepTheServerFromStarting() throws Exception {
        UdpSockets sockets = sockets(false, received::add, "no-such-if0");
        sockets.start();
        assertThat(sockets.problems())
                .singleElement()
                .asString()
                .contains("no-such-if0", "does not exist");
        assertThat(logged).containsExactly("DHCPSRV_OPEN_SOCKET_FAIL", "DHCPSRV_NO_SOCKETS_OPEN");
    }

    @Test
    void itDoesSoWhereAllSocketsAreRequired() throws Exception {
        UdpSockets sockets = sockets(true, received::add, "no-such-if0");
        assertThatThrownBy(sockets::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-if0");
    }

    @Test
    void aPortInUseIsTriedAgain() throws Exception {
        UdpSockets first = sockets(false, received::add, loopback);
        first.scan();
        UdpSockets second = sockets(false, received::add, loopback);
        second.scan();
        assertThat(second.problems()).singleElement().asString().contains("port " + port, "::1");
        first.close();
        second.scan();
        assertThat(second.problems()).isEmpty();
        assertThat(second.endpoints()).hasSize(1);
    }

    @Test
    void anAddressThatTheInterfaceDoesNotHave() {
        assertThatThrownBy(
                        () ->
                                WantedSocket.of(
                                        new Selection(
                                                loopback,
                                                Optional.of(Ipv6Address.parse("2001:db8::1")))))
                .isInstanceOf(UnusableInterface.class)
                .hasMessageContaining("2001:db8::1");
    }

    @Test
    void clientsCannotBeHeardOnTheLoopbackInterfaceAlone() {
        assertThatThrownBy(() -> WantedSocket.of(new Selection(loopback, Optional.empty())))
                .isInstanceOf(UnusableInterface.class)
                .hasMessageContaining("no link-local address");
    }

    @Test
    void whatCannotBeSentIsLogged() throws Exception {
        UdpSockets sockets = sockets(false, received::add, loopback);
        sockets.scan();
        Endpoint open = sockets.endpoints().iterator().next();
        Endpoint gone = new Endpoint("gone0", 4711, LOOPBACK);
        sockets.send(new byte[1], LOOPBACK, client.getLocalPort(), gone);
        sockets.send(new byte[1], LOOPBACK, 70000, open);
        sockets.send(new byte[65528], LOOPBACK, client.getLocalPort(), open);
        assertThat(logged)
                .containsExactly(
                        "DHCP6_SOCKET_OPENED",
                        "DHCP6_PACKET_SEND_FAIL",
                        "DHCP6_PACKET_SEND_FAIL",
                        "DHCP6_PACKET_SEND_FAIL");
    }

    @Test
    void onlyTheSocketsOfChangedInterfacesAreTouched() throws Exception {
        UdpSockets sockets = sockets(false, received::add, loopback);
        sockets.start();
        sockets.reconfigure(
                new InterfacesConfig(
                        List.of(selection(loopback), selection("eth9")), false, 0, 5000));
        await(() -> !sockets.problems().isEmpty());
        assertThat(sockets.problems()).containsExactly("interface eth9 does not exist");
        assertThat(logged).containsExactly("DHCP6_SOCKET_OPENED", "DHCPSRV_OPEN_SOCKET_FAIL");

        sockets.reconfigure(new InterfacesConfig(List.of(), false, 0, 5000));
        await(() -> sockets.endpoints().isEmpty() && sockets.problems().isEmpty());
        sockets.reconfigure(config(true, loopback));
        await(() -> !sockets.endpoints().isEmpty());
        send(new byte[] {1});
        assertThat(received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
        assertThat(logged).endsWith("DHCP6_SOCKET_CLOSED", "DHCP6_SOCKET_OPENED").hasSize(4);
    }

    @Test
    void onlyWhatIsMissingAndNotInForceIsTakenForAMistake() throws Exception {
        UdpSockets sockets = sockets(false, received::add, "gone0");
        List<Selection> asked =
                List.of(
                        selection("gone0"),
                        selection("never0"),
                        new Selection(loopback, Optional.empty()),
                        selection(loopback));

        assertThat(sockets.unusable(new InterfacesConfig(asked, false, 0, 0)))
                .containsExactly(
                        new UnusableSelection("interface gone0 does not exist", false),
                        new UnusableSelection("interface never0 does not exist", true),
                        new UnusableSelection(
                                "interface " + loopback + " has no link-local address", false));
        assertThat(sockets.endpoints()).isEmpty();
    }

    /** The receiving thread does what it is told at once, and says so by these values alone. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private UdpSockets sockets(boolean requireAll, Consumer<Datagram> receiver, String name)
            throws IOException {
        UdpSockets sockets = new UdpSockets(config(requireAll, name), port, receiver, this::log);
        opened.add(sockets);
        return sockets;
    }

    private static InterfacesConfig config(boolean requireAll, String name) {
        return new InterfacesConfig(List.of(selection(name)), requireAll, 0, 0);
    }

    private static Selection selection(String name) {
        return new Selection(name, Optional.of(LOOPBACK));
    }

    private void log(LogMessage message, Object... arguments) {
        logged.add(message.toString());
    }

    private void send(byte[] payload) throws IOException {
        client.send(
                new DatagramPacket(payload, payload.length, InetAddress.getByName("::1"), port));
    }
}
