package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.config.Location;
import io.tandem6.config.TlsFiles;
import io.tandem6.config.TlsFiles.FileName;
import io.tandem6.runtime.TlsContext;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Cause;
import io.tandem6.server.peer.PeerResult.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that speak TLS and demand a certificate, and peers by name or IPv6 address. */
class HttpPeerTransportTlsTest {
    private static final TlsFiles ALPHA = files("authority.pem", "alpha");
    private static final TlsFiles BETA = files("authority.pem", "beta");
    private static final TlsFiles STRANGER = files("authority.pem", "stranger");
    private static final TlsFiles MISTRUSTFUL = files("stranger-authority.pem", "alpha");
    private static final Map<TlsFiles, SSLContext> IDENTITIES =
            Map.of(
                    ALPHA, context(ALPHA),
                    BETA, context(BETA),
                    STRANGER, context(STRANGER),
                    MISTRUSTFUL, context(MISTRUSTFUL));
    private static final byte[] ANSWER = "[{\"result\":0}]".getBytes(StandardCharsets.UTF_8);

    private final HttpPeerTransport transport = new HttpPeerTransport(Runnable::run, IDENTITIES);
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    private static TlsFiles files(String anchor, String name) {
        return new TlsFiles(file(anchor), file(name + ".pem"), file(name + ".key"));
    }

    private static FileName file(String name) {
        return new FileName(
                "../service-runtime/src/test/resources/tls/" + name,
                new Location("kea.conf", 1, 1));
    }

    private static SSLContext context(TlsFiles files) {
        return ((TlsContext.Loaded.Usable)
                        TlsContext.load(files, Instant.parse("2030-01-01T00:00:00Z")))
                .context();
    }

    @AfterEach
    void close() {
        transport.close();
        if (server != null) {
            server.stop(0);
        }
    }

    private int serve(String address, TlsFiles identity) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
        if (identity == null) {
            server = HttpServer.create(any, 0);
        } else {
            HttpsServer secure = HttpsServer.create(any, 0);
            secure.setHttpsConfigurator(demandingCertificates(context(identity)));
            server = secure;
        }
        server.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, ANSWER.length);
                    exchange.getResponseBody().write(ANSWER);
                    exchange.close();
                });
        server.start();
        return server.getAddress().getPort();
    }

    private static HttpsConfigurator demandingCertificates(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        };
    }

    private PeerResult send(String url, TlsFiles identity) throws Exception {
        Peer peer =
                new Peer(
                        "server2",
                        URI.create(url),
                        Role.STANDBY,
                        true,
                        Optional.empty(),
                        Optional.ofNullable(identity));
        CompletableFuture<PeerResult> result = new CompletableFuture<>();
        transport.send(peer, "{}", Duration.ofSeconds(10), result::complete);
        return result.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.1:{}/", "http://127.0.0.1:{}/", "http://localhost:{}/x"})
    void theFilesDecideWhateverTheScheme(String url) throws Exception {
        int port = serve("127.0.0.1", BETA);

        assertThat(send(url.replace("{}", String.valueOf(port)), ALPHA)).isInstanceOf(Answer.class);
    }

    @Test
    void aPeerFromElsewhereIsNotSpokenTo() throws Exception {
        int port = serve("127.0.0.1", STRANGER);

        assertThat(send("https://127.0.0.1:" + port, ALPHA))
                .isInstanceOfSatisfying(
                        Unreachable.class, u -> assertThat(u.cause()).isEqualTo(Cause.REFUSED));
        assertThat(requests).hasValue(0);
    }

    @Test
    void aPeerThatDoesNotTrustUsIsUnreachable() throws Exception {
        int port = serve("127.0.0.1", MISTRUSTFUL);

        assertThat(send("https://127.0.0.1:" + port, ALPHA)).isInstanceOf(Unreachable.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void filesThatWereNotLoadedAreNotUsed() throws Exception {
        int port = serve("127.0.0.1", BETA);

        assertThat(send("https://127.0.0.1:" + port, files("authority.pem", "gamma")).text())
                .contains("its TLS files were not loaded");
    }

    @Test
    void otherFilesCanBeTakenLater() throws Exception {
        int port = serve("127.0.0.1", BETA);
        send("https://127.0.0.1:" + port, ALPHA);
        TlsFiles gamma = files("authority.pem", "gamma");
        transport.use(Map.of(gamma, context(gamma)));

        assertThat(send("https://127.0.0.1:" + port, gamma)).isInstanceOf(Answer.class);
        assertThat(send("https://127.0.0.1:" + port, ALPHA)).isInstanceOf(Unreachable.class);
    }

    @Test
    void aPeerMayHaveAnIpv6Address() throws Exception {
        int port = serve("::1", null);

        assertThat(send("http://[::1]:" + port + "/", null)).isInstanceOf(Answer.class);
    }

    @Test
    void aPeerWithTlsMayHaveAnIpv6Address() throws Exception {
        int port = serve("::1", BETA);

        assertThat(send("https://[::1]:" + port + "/", ALPHA)).isInstanceOf(Answer.class);
    }
}
