package io.tandem6.agent.boot;

import io.tandem6.config.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.web.server.Ssl;

/** The three PEM files of Kea's TLS as Spring Boot wants them. */
final class PemFiles {
    private PemFiles() {}

    static Ssl ssl(TlsFiles tls, boolean certRequired) {
        Ssl ssl = new Ssl();
        ssl.setCertificate(read(Path.of(tls.certFile())));
        ssl.setCertificatePrivateKey(read(Path.of(tls.keyFile())));
        Path anchor = Path.of(tls.trustAnchor());
        ssl.setTrustCertificate(Files.isDirectory(anchor) ? readAll(anchor) : read(anchor));
        ssl.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
        ssl.setClientAuth(certRequired ? Ssl.ClientAuth.NEED : Ssl.ClientAuth.NONE);
        return ssl;
    }

    private static String readAll(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            return sorted.stream().map(PemFiles::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "load of CA directory '" + directory + "' failed: " + e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("load of TLS file '" + file + "' failed: " + e);
        }
    }
}
