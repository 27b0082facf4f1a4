package io.tandem6.server.peer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tandem6.config.HaSettings.BasicAuth;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Cause;
import io.tandem6.server.peer.PeerResult.Unreachable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPeerTransportTest {
    private static final String COMMAND = "{\"command\":\"ha-heartbeat\",\"service\":[\"dhcp6\"]}";
    private static final Duration LONG = Duration.ofSeconds(10);

    @RegisterExtension
    static final WireMockExtension KEA =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    private final HttpPeerTransport transport =
            new HttpPeerTransport(Runnable::run, Map.of(), 1000);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void sendsWhatKeaAccepts() throws Exception {
        answer(aResponse().withBody("[{\"result\":0,\"text\":\"ok\"}]"));

        send(peer("/some/path", Optional.empty()), LONG);

        KEA.verify(
                postRequestedFor(urlEqualTo("/"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("Content-Length", equalTo("" + COMMAND.length()))
                        .withHeader("Transfer-Encoding", absent())
                        .withHeader("Upgrade", absent())
                        .withHeader("Expect", absent())
                        .withHeader("Authorization", absent())
                        .withRequestBody(equalTo(COMMAND)));
    }

    @Test
    void sendsCredentialsIfConfigured() throws Exception {
        answer(aResponse().withBody("[{\"result\":0}]"));

        send(peer("/", Optional.of(new BasicAuth("foo", "1234"))), LONG);

        KEA.verify(
                postRequestedFor(urlEqualTo("/"))
                        .withHeader("Authorization", equalTo("Basic Zm9vOjEyMzQ=")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | [{'result':0,'text':'fine','arguments':{'a':1}}] | 0 | fine",
                "500 | [{'result':0,'text':'fine'}] | 0 | fine",
                "200 | [{'result':3},{'result':1}] | 3 | ",
                "200 | {'result':0,'text':'bare'} | 1 | HTTP status 200, bare",
                "401 | {'result':401,'text':'who are you'} | 1 | HTTP status 401, who are you",
                "200 | [] | 1 | HTTP status 200, no array of answers",
                "200 | [7] | 1 | HTTP status 200, no array of answers",
                "200 | [{'text':'x'}] | 1 | HTTP status 200, an answer without a number for a result",
                "200 | [{'result':'0'}] | 1 | HTTP status 200, an answer without a number for a"
                        + " result",
            })
    void judgesTheFirstElementOfTheArray(int status, String body, int result, String text)
            throws Exception {
        answer(aResponse().withStatus(status).withBody(body.replace('\'', '"')));

        assertThat(send(peer("/", Optional.empty()), LONG))
                .isInstanceOfSatisfying(
                        Answer.class,
                        answer -> {
                            assertThat(answer.result()).isEqualTo(result);
                            assertThat(answer.text()).isEqualTo(text == null ? "" : text);
                        });
    }

    @Test
    void anAnswerThatIsNoJsonIsNone() throws Exception {
        answer(aResponse().withBody("<html>"));

        assertUnreachable(Cause.MALFORMED);
    }

    @Test
    void anAnswerThatIsTooLongIsNone() throws Exception {
        answer(aResponse().withBody("[" + " ".repeat(2000) + "]"));

        assertUnreachable(Cause.MALFORMED);
    }

    @Test
    void garbageInPlaceOfHttpIsNoAnswer() throws Exception {
        answer(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

        assertThat(send(peer("/", Optional.empty()), LONG)).isInstanceOf(Unreachable.class);
    }

    @Test
    void anAnswerThatTakesTooLongIsNone() throws Exception {
        answer(aResponse().withBody("[{\"result\":0}]").withFixedDelay(60_000));

        assertThat(send(peer("/", Optional.empty()), Duration.ofMillis(100)))
                .isInstanceOfSatisfying(
                        Unreachable.class, u -> assertThat(u.cause()).isEqualTo(Cause.TIMEOUT));
    }

    @Test
    void anAnswerThatTricklesInIsCutOff() throws Exception {
        answer(aResponse().withBody("[{\"result\":0}]").withChunkedDribbleDelay(10, 60_000));

        assertThat(send(peer("/", Optional.empty()), Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        Unreachable.class, u -> assertThat(u.cause()).isEqualTo(Cause.TIMEOUT));
    }

    @Test
    void aConnectionThatIsResetIsTriedTwice() throws Exception {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertUnreachable(Cause.BROKEN);
        KEA.verify(2, postRequestedFor(urlEqualTo("/")));
    }

    @Test
    void whatMustNotArriveTwiceIsSentOnce() throws Exception {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        CompletableFuture<PeerResult> result = new CompletableFuture<>();

        transport.sendOnce(peer("/", Optional.empty()), COMMAND, LONG, result::complete);

        assertThat(result.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Unreachable.class, u -> assertThat(u.cause()).isEqualTo(Cause.BROKEN));
        KEA.verify(1, postRequestedFor(urlEqualTo("/")));
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }

        assertThat(send(peerAt("http://127.0.0.1:" + port + "/", Optional.empty()), LONG))
                .isInstanceOfSatisfying(
                        Unreachable.class, u -> assertThat(u.cause()).isEqualTo(Cause.REFUSED));
    }

    @Test
    void aNameWithoutAddressIsNoWayToThePeer() throws Exception {
        assertThat(send(peerAt("http://nobody.invalid:80/", Optional.empty()), LONG))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void anUnusableUrlIsAResultToo() throws Exception {
        assertThat(send(peerAt("mailto:nobody", Optional.empty()), LONG))
                .isInstanceOf(Unreachable.class);
    }

    /** A kept connection that the other side has closed meanwhile costs a second try, no more. */
    @Test
    void aStaleConnectionIsReplaced() throws Exception {
        try (OneAnswerServer server = new OneAnswerServer()) {
            Peer peer = peerAt("http://127.0.0.1:" + server.port() + "/", Optional.empty());

            assertThat(send(peer, LONG)).isInstanceOf(Answer.class);
            assertThat(send(peer, LONG)).isInstanceOf(Answer.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static void answer(ResponseDefinitionBuilder response) {
        KEA.stubFor(any(anyUrl()).willReturn(response));
    }

    private void assertUnreachable(Cause cause) throws Exception {
        assertThat(send(peer("/", Optional.empty()), LONG))
                .isInstanceOfSatisfying(
                        Unreachable.class, u -> assertThat(u.cause()).isEqualTo(cause));
    }

    private PeerResult send(Peer peer, Duration timeout) throws Exception {
        CompletableFuture<PeerResult> result = new CompletableFuture<>();
        transport.send(peer, COMMAND, timeout, result::complete);
        return result.get(30, TimeUnit.SECONDS);
    }

    private static Peer peer(String path, Optional<BasicAuth> auth) {
        return peerAt("http://127.0.0.1:" + KEA.getPort() + path, auth);
    }

    private static Peer peerAt(String url, Optional<BasicAuth> auth) {
        return new Peer("server2", URI.create(url), Role.STANDBY, true, auth, Optional.empty());
    }

    /** Answers each first request of a connection, and closes it at the second. */
    private static final class OneAnswerServer implements AutoCloseable {
        private static final String BODY = "[{\"result\":0}]";
        private final ServerSocket socket =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private volatile int connections;

        private OneAnswerServer() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        private int port() {
            return socket.getLocalPort();
        }

        private int connections() {
            return connections;
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (var connection = socket.accept()) {
                    connections++;
                    readRequest(connection.getInputStream());
                    connection
                            .getOutputStream()
                            .write(
                                    ("HTTP/1.1 200 OK\r\nContent-Length: "
                                                    + BODY.length()
                                                    + "\r\n\r\n"
                                                    + BODY)
                                            .getBytes(StandardCharsets.UTF_8));
                    readRequest(connection.getInputStream());
                } catch (IOException e) {
                    return;
                }
            }
        }

        private static void readRequest(InputStream in) throws IOException {
            StringBuilder text = new StringBuilder();
            while (!text.toString().endsWith("\r\n\r\n" + COMMAND)) {
                int octet = in.read();
                if (octet < 0) {
                    return;
                }
                text.append((char) octet);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
