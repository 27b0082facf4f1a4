package io.tandem6.agent.boot;

import io.tandem6.config.Location;
import io.tandem6.config.Problem;
import io.tandem6.config.TlsFiles;
import io.tandem6.config.TlsFiles.FileName;
import io.tandem6.runtime.TlsContext;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The certificates for tests, and clients with and without one. */
final class TestTls {
    static final Path DIRECTORY = Path.of("../service-runtime/src/test/resources/tls");

    private TestTls() {}

    /** The three keywords with the files of one member of the pair. */
    static String keywords(String name) {
        return "\"trust-anchor\": \"%1$s/authority.pem\", \"cert-file\": \"%1$s/%2$s.pem\", \"key-file\": \"%1$s/%2$s.key\""
                .formatted(DIRECTORY, name);
    }

    /** A client that shows the certificate of {@code name} and trusts the pair's authority. */
    static HttpClient client(String name) {
        TlsFiles files =
                new TlsFiles(file("authority.pem"), file(name + ".pem"), file(name + ".key"));
        return switch (TlsContext.load(files, Instant.now())) {
            case TlsContext.Loaded.Usable(SSLContext context) ->
                    HttpClient.newBuilder().sslContext(context).build();
            case TlsContext.Loaded.Unusable(Problem problem) -> throw new AssertionError(problem);
        };
    }

    private static FileName file(String name) {
        return new FileName(DIRECTORY.resolve(name).toString(), new Location("test", 1, 1));
    }

    /** A client that shows no certificate and trusts everybody. */
    static HttpClient anonymous() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
