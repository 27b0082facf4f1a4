package io.tandem6.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Location;
import io.tandem6.config.Problem;
import io.tandem6.config.TlsFiles;
import io.tandem6.config.TlsFiles.FileName;
import io.tandem6.runtime.TlsContext.Loaded;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TlsContextTest {
    private static final Path TLS = Path.of("src/test/resources/tls");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    @TempDir private Path directory;

    private static FileName file(Path path, int line) {
        return new FileName(path.toString(), new Location("kea.conf", line, 1));
    }

    private static TlsFiles files(Path anchor, Path certificate, Path key) {
        return new TlsFiles(file(anchor, 1), file(certificate, 2), file(key, 3));
    }

    private static TlsFiles of(String anchor, String name) {
        return files(TLS.resolve(anchor), TLS.resolve(name + ".pem"), TLS.resolve(name + ".key"));
    }

    private static SSLContext load(TlsFiles files) {
        return switch (TlsContext.load(files, NOW)) {
            case Loaded.Usable(SSLContext context) -> context;
            case Loaded.Unusable(Problem problem) -> throw new AssertionError(problem);
        };
    }

    /** What both ends say to each other; empty if one does not trust the other. */
    private static String talk(SSLContext server, SSLContext client) throws Exception {
        try (SSLServerSocket listener =
                (SSLServerSocket)
                        server.getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setNeedClientAuth(true);
            CompletableFuture<String> heard = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try (var socket = listener.accept()) {
                                    int octet = socket.getInputStream().read();
                                    socket.getOutputStream().write('!');
                                    heard.complete(octet < 0 ? "" : Character.toString(octet));
                                } catch (IOException e) {
                                    heard.complete("");
                                }
                            });
            return say(client, listener.getLocalPort()) + heard.get(10, TimeUnit.SECONDS);
        }
    }

    private static String say(SSLContext client, int port) throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        client.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write('?');
            int octet = socket.getInputStream().read();
            return octet < 0 ? "" : Character.toString(octet);
        } catch (IOException e) {
            return "";
        }
    }

    @ParameterizedTest
    @CsvSource({"alpha, beta", "beta, alpha", "gamma, alpha", "alpha, gamma"})
    void thoseOfOneAuthorityTrustEachOtherWhateverTheirNames(String server, String client)
            throws Exception {
        assertThat(talk(load(of("authority.pem", server)), load(of("authority.pem", client))))
                .isEqualTo("!?");
    }

    @Test
    void strangersAreTrustedByNeitherEnd() throws Exception {
        SSLContext member = load(of("authority.pem", "alpha"));
        SSLContext stranger = load(of("authority.pem", "stranger"));

        assertThat(talk(member, stranger)).doesNotContain("?");
        assertThat(talk(stranger, member)).isEmpty();
    }

    @Test
    void theTrustAnchorMayBeADirectory() throws Exception {
        Files.copy(TLS.resolve("authority.pem"), directory.resolve("1234abcd.0"));
        Files.copy(TLS.resolve("stranger-authority.pem"), directory.resolve("other.pem"));
        Files.writeString(directory.resolve("README"), "no certificate");
        Files.createDirectory(directory.resolve("old"));
        SSLContext server =
                load(files(directory, TLS.resolve("alpha.pem"), TLS.resolve("alpha.key")));

        assertThat(talk(server, load(of("authority.pem", "beta")))).isEqualTo("!?");
        assertThat(talk(server, load(of("authority.pem", "stranger")))).contains("?");
    }

    @Test
    void whatStandsAroundACertificateDoesNotMatter() throws Exception {
        Path commented =
                Files.write(
                        directory.resolve("ca.pem"),
                        ("Aussteller: Zürich\n" + Files.readString(TLS.resolve("authority.pem")))
                                .getBytes(ISO_8859_1));

        assertThat(load(files(commented, TLS.resolve("alpha.pem"), TLS.resolve("alpha.key"))))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing.pem   | alpha.pem     | alpha.key           | 1:1: trust-anchor | there is no such file",
                "alpha.key     | alpha.pem     | alpha.key           | 1:1: trust-anchor | no certificate in PEM form",
                "README.md     | alpha.pem     | alpha.key           | 1:1: trust-anchor | no certificate in PEM form",
                "authority.pem | nothing.pem   | alpha.key           | 2:1: cert-file    | there is no such file",
                "authority.pem | alpha.key     | alpha.key           | 2:1: cert-file    | no certificate in PEM form",
                "authority.pem | ../tls        | alpha.key           | 2:1: cert-file    | directory",
                "authority.pem | alpha.pem     | nothing.key         | 3:1: key-file     | there is no such file",
                "authority.pem | alpha.pem     | alpha.pem           | 3:1: key-file     | no private key in PEM form",
                "authority.pem | alpha.pem     | alpha-encrypted.key | 3:1: key-file     | encrypted",
                "authority.pem | alpha.pem     | gamma.key           | 3:1: key-file     | not the key of the certificate in",
                "authority.pem | alpha.pem     | beta.key            | 3:1: key-file     | not the key of the certificate in",
            })
    void saysWhichFileIsUnusableAndWhy(
            String anchor, String certificate, String key, String where, String why) {
        assertThat(
                        TlsContext.load(
                                files(
                                        TLS.resolve(anchor),
                                        TLS.resolve(certificate),
                                        TLS.resolve(key)),
                                NOW))
                .isInstanceOfSatisfying(
                        Loaded.Unusable.class,
                        unusable ->
                                assertThat(unusable.problem().toString())
                                        .startsWith("kea.conf:" + where)
                                        .contains(why));
    }

    @ParameterizedTest
    @CsvSource({
        "2200-01-01T00:00:00Z, it expired on 2126",
        "2020-01-01T00:00:00Z, valid from 2026"
    })
    void ownCertificateMustBeValidNow(Instant now, String why) {
        assertThat(TlsContext.load(of("authority.pem", "alpha"), now))
                .isInstanceOfSatisfying(
                        Loaded.Unusable.class,
                        unusable ->
                                assertThat(unusable.problem().toString())
                                        .startsWith("kea.conf:2:1: cert-file")
                                        .contains(why));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path damaged =
                Files.writeString(
                        directory.resolve("damaged.pem"),
                        Files.readString(TLS.resolve("alpha.pem")).replaceFirst("MII", "AAA"));

        assertThat(TlsContext.load(files(TLS.resolve("authority.pem"), damaged, damaged), NOW))
                .isInstanceOfSatisfying(
                        Loaded.Unusable.class,
                        unusable ->
                                assertThat(unusable.problem().message())
                                        .contains("damaged.pem")
                                        .contains("a certificate in it is damaged"));
    }
}
