package io.tandem6.agent.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.agent.api.RequestLimits;
import io.tandem6.agent.boot.RawHttp.Answer;
import io.tandem6.agent.settings.AgentConfigFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole agent with room for few connections, in clear text and with TLS. */
@Timeout(30)
class ConnectionRoomTest {
    private static final int ROOM = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String COMMAND = Exchange.post("{\"command\":\"version-get\"}");

    @TempDir private static Path directory;
    private static FakeDaemon daemon;
    private static ConfigurableApplicationContext context;
    private final List<Socket> crowd = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        daemon = new FakeDaemon(directory.resolve("socket"));
        System.setProperty("TANDEM6_AGENT_MANAGEMENT_PORT", "0");
        Path file =
                Files.writeString(
                        directory.resolve("kea.conf"),
                        """
                        { "Dhcp6": { "control-sockets": [
                            { "socket-type": "unix", "socket-name": "%s/socket" },
                            { "socket-type": "http", "socket-port": 0 },
                            { "socket-type": "https", "socket-port": 0, %s } ] } }
                        """
                                .formatted(directory, TestTls.keywords("alpha")));
        context =
                AgentServer.start(
                        AgentConfigFile.read(file, Optional.empty()).config().orElseThrow(),
                        new AgentOptions(
                                false,
                                () -> {},
                                ROOM,
                                Duration.ofSeconds(60),
                                PATIENCE,
                                Duration.ofSeconds(20),
                                RequestLimits.standard()));
    }

    @AfterAll
    static void stop() throws IOException {
        context.close();
        daemon.close();
        System.clearProperty("TANDEM6_AGENT_MANAGEMENT_PORT");
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    @Test
    void aCrowdOfOneClientDoesNotShutOutAnother() throws IOException {
        try (RawHttp partner = new RawHttp(port(0))) {
            assertThat(ask(partner).statusLine()).isEqualTo("HTTP/1.1 200 OK");
            for (int i = 0; i < 3 * ROOM; i++) {
                connect(0);
            }
            assertThat(ask(partner).statusLine())
                    .as("a connection that was there before")
                    .isEqualTo("HTTP/1.1 200 OK");
            try (RawHttp operator = new RawHttp(port(0))) {
                assertThat(ask(operator).statusLine()).isEqualTo("HTTP/1.1 200 OK");
            }
            assertThat(isClosed(crowd.getFirst())).as("the first of the crowd").isTrue();
        }
    }

    @Test
    void aConnectionOnWhichARequestIsAnsweredIsLeftAlone() throws IOException {
        try (RawHttp waiting = new RawHttp(port(0))) {
            waiting.send(Exchange.head(100) + "Expect: 100-continue\r\n\r\n");
            assertThat(waiting.line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(waiting.line()).isEmpty();
            for (int i = 0; i < 2 * ROOM; i++) {
                Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port(0));
                crowd.add(socket);
            }
            assertThat(isClosed(crowd.getFirst())).isTrue();
            assertThat(waiting.hasAnswer()).isFalse();
            assertThat(waiting.receive().statusLine()).isEqualTo("HTTP/1.1 408 Request Timeout");
        }
    }

    @Test
    void aConnectionThatBringsNoRequestIsClosedSoon() throws IOException {
        Socket silent = connect(0);
        Socket half = connect(0);
        half.getOutputStream().write("POST / HTTP/1.1\r\nHost: a\r\n".getBytes(UTF_8));
        Socket handshake = connect(1);
        // The beginning of a ClientHello that never ends.
        handshake.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc});
        for (Socket socket : crowd) {
            socket.setSoTimeout((int) (3 * PATIENCE.toMillis()));
        }
        assertThat(isClosed(silent)).isTrue();
        assertThat(isClosed(half)).isTrue();
        assertThat(isClosed(handshake)).isTrue();
    }

    /** From another address than that of {@link RawHttp}. */
    private Socket connect(int listener) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port(listener)));
        crowd.add(socket);
        return socket;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // With data underway a connection is reset instead of closed.
            return true;
        }
    }

    private static Answer ask(RawHttp client) throws IOException {
        client.send(COMMAND);
        return client.receive();
    }

    private static int port(int listener) {
        return context.getBean(HttpConnectors.class).port(listener);
    }
}
