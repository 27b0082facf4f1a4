package io.tandem6.runtime;

import io.tandem6.config.Problem;
import io.tandem6.config.TlsFiles;
import io.tandem6.config.TlsFiles.FileName;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Makes of Kea's three PEM files what Java's TLS wants. The same context is good for both ends of a
 * connection: whoever uses it shows the certificate and takes only others that come from the trust
 * anchor, whatever host they are for.
 */
public final class TlsContext {
    /** What became of the files. */
    public sealed interface Loaded {
        /**
         * They are good.
         *
         * @param context for client and server
         */
        record Usable(SSLContext context) implements Loaded {}

        /**
         * They are not.
         *
         * @param problem names the file and the place in the configuration
         */
        record Unusable(Problem problem) implements Loaded {}
    }

    private static final byte[] PROBE = {1, 2, 3};
    private static final char[] NO_PASSWORD = {};

    private TlsContext() {}

    /**
     * Reads the files.
     *
     * @param now the own certificate must be valid at this time
     */
    public static Loaded load(TlsFiles files, Instant now) {
        try {
            List<X509Certificate> anchors = anchors(files.trustAnchor());
            List<X509Certificate> chain = chain(files.certFile(), now);
            PrivateKey key = key(files.keyFile());
            if (!belongTogether(key, chain.getFirst().getPublicKey())) {
                throw new UnusableFile(
                        files.keyFile(),
                        "key-file",
                        "it is not the key of the certificate in " + files.certFile());
            }
            return new Loaded.Usable(context(anchors, chain, key));
        } catch (UnusableFile e) {
            return new Loaded.Unusable(e.problem());
        } catch (GeneralSecurityException | IOException e) {
            return new Loaded.Unusable(
                    new UnusableFile(files.certFile(), "cert-file", String.valueOf(e.getMessage()))
                            .problem());
        }
    }

    private static List<X509Certificate> anchors(FileName file) throws UnusableFile {
        List<X509Certificate> found;
        try {
            found = PemFiles.certificates(Path.of(file.path()));
        } catch (IOException e) {
            throw new UnusableFile(file, "trust-anchor", PemFiles.explain(e));
        }
        if (found.isEmpty()) {
            throw new UnusableFile(file, "trust-anchor", "it holds no certificate in PEM form");
        }
        return found;
    }

    private static List<X509Certificate> chain(FileName file, Instant now) throws UnusableFile {
        List<X509Certificate> chain;
        try {
            chain = PemFiles.certificatesOf(Path.of(file.path()));
        } catch (IOException e) {
            throw new UnusableFile(file, "cert-file", PemFiles.explain(e));
        }
        if (chain.isEmpty()) {
            throw new UnusableFile(file, "cert-file", "it holds no certificate in PEM form");
        }
        X509Certificate own = chain.getFirst();
        try {
            own.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            throw new UnusableFile(
                    file, "cert-file", "it expired on " + own.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            throw new UnusableFile(
                    file,
                    "cert-file",
                    "it is valid from " + own.getNotBefore().toInstant() + " only");
        }
        return chain;
    }

    private static PrivateKey key(FileName file) throws UnusableFile {
        try {
            return PemFiles.key(Path.of(file.path()));
        } catch (IOException e) {
            throw new UnusableFile(file, "key-file", PemFiles.explain(e));
        }
    }

    /** Only a signature tells for every kind of key. */
    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(PROBE);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static SSLContext context(
            List<X509Certificate> anchors, List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore identity = emptyStore();
        identity.setKeyEntry(
                "own", key, NO_PASSWORD, chain.toArray(new X509Certificate[chain.size()]));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keys.getKeyManagers(),
                new TrustManager[] {new AnyHostTrust(trust(anchors))},
                new SecureRandom());
        return context;
    }

    private static X509TrustManager trust(List<X509Certificate> anchors)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry("anchor" + i, anchors.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Says in which file what is wrong. */
    private static final class UnusableFile extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        UnusableFile(FileName file, String keyword, String reason) {
            super(reason);
            problem =
                    new Problem(
                            Problem.Severity.ERROR,
                            file.location(),
                            "%s '%s' cannot be used: %s".formatted(keyword, file.path(), reason));
        }

        Problem problem() {
            return problem;
        }
    }
}
