package io.tandem6.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Options;
import io.tandem6.option.Preference;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a scripted server on the loopback interface. */
@Timeout(20)
class RelayedClientTest {
    private static final ClientIdentity CLIENT =
            ClientIdentity.ofEthernet(Octets.parseHex("00:00:5e:00:53:01"));
    private static final Duid SERVER = Duid.parse("00:02:00:00:7e:d9:31");
    private static final Binding BINDING =
            new Binding(
                    SERVER,
                    Ipv6Address.parse("2001:db8:1::100"),
                    Ipv6Prefix.parse("2001:db8:8000::/56"),
                    4000);

    /** So that an exchange that must not wait for its end fails by the timeout above. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private DatagramSocket server;
    private RelayedClient client;

    @BeforeEach
    void open() throws IOException {
        InetAddress local = InetAddress.getLoopbackAddress();
        server = new DatagramSocket(0, local);
        client =
                new RelayedClient(
                        CLIENT,
                        new RelayAgent(
                                Ipv6Address.parse("2001:db8:1::1"),
                                new InterfaceId(Octets.parseHex("01"))),
                        local,
                        List.of(new InetSocketAddress(local, server.getLocalPort())),
                        new Random(1),
                        System::nanoTime);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void takesAnOfferOfHighestPreferenceAtOnce() throws IOException {
        CompletableFuture<Void> answering =
                answer(MessageType.ADVERTISE, offer().with(new Preference(255)));

        Optional<Answer> answer = client.solicit(LONG);

        answering.join();
        assertThat(answer).hasValueSatisfying(a -> assertThat(a.binding()).isEqualTo(BINDING));
        assertThat(answer.get().from().getPort()).isEqualTo(server.getLocalPort());
        assertThat(answer.get().transmissions()).isEqualTo(1);
    }

    @Test
    void takesTheFirstReplyAtOnce() throws IOException {
        CompletableFuture<Void> answering = answer(MessageType.REPLY, offer());

        assertThat(client.rebind(BINDING, LONG)).isPresent();
        answering.join();
    }

    @Test
    void anAnswerWithoutLeasesIsNone() throws IOException {
        CompletableFuture<Void> answering =
                answer(
                        MessageType.REPLY,
                        Options.of(
                                new ClientIdentifier(CLIENT.duid()), new ServerIdentifier(SERVER)));

        assertThat(client.request(BINDING, Duration.ofMillis(100))).isEmpty();
        answering.join();
    }

    @Test
    void silenceEndsWithTheCallersPatience() throws IOException {
        assertThat(client.renew(BINDING, Duration.ofMillis(20))).isEmpty();
    }

    private CompletableFuture<Void> answer(int type, Options options) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        answerOne(type, options);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private void answerOne(int type, Options options) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        server.receive(packet);
        Decoded.Ok ok = (Decoded.Ok) PacketCodec.decode(packet.getData(), 0, packet.getLength());
        RelayMessage forward = (RelayMessage) ok.packet();
        ClientMessage question = forward.innermost();
        byte[] reply =
                PacketCodec.encode(
                        forward.replyWith(
                                new ClientMessage(type, question.transactionId(), options)));
        server.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
    }

    private static Options offer() {
        return Options.of(
                new ClientIdentifier(CLIENT.duid()),
                new ServerIdentifier(SERVER),
                new IaNa(
                        CLIENT.addressIaid(),
                        1000,
                        2000,
                        Options.of(new IaAddress(BINDING.address(), 3000, 4000, Options.EMPTY))),
                new IaPd(
                        CLIENT.prefixIaid(),
                        1000,
                        2000,
                        Options.of(new IaPrefix(3000, 4000, BINDING.prefix(), Options.EMPTY))));
    }
}
