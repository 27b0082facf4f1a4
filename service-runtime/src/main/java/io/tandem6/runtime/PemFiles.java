package io.tandem6.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.ssl.pem.PemContent;

/** Reads certificates and keys in PEM form. */
final class PemFiles {
    private PemFiles() {}

    /** Those in a file, or in all files of a directory; other files there do not matter. */
    static List<X509Certificate> certificates(Path fileOrDirectory) throws IOException {
        if (!Files.isDirectory(fileOrDirectory)) {
            return certificatesOf(fileOrDirectory);
        }
        List<X509Certificate> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(fileOrDirectory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                found.addAll(certificatesOf(file));
            }
        }
        return found;
    }

    /** Those in a file, in order; none if it has no block of that kind. */
    static List<X509Certificate> certificatesOf(Path file) throws IOException {
        String text = read(file);
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            return List.of();
        }
        try {
            return List.copyOf(PemContent.of(text).getCertificates());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("a certificate in it is damaged", e);
        }
    }

    /** The private key in a file: PKCS 8, PKCS 1 or SEC 1. */
    static PrivateKey key(Path file) throws IOException {
        String text = read(file);
        if (text.contains("-----BEGIN ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new IOException("the key is encrypted: store it without a password");
        }
        if (!text.contains("PRIVATE KEY-----")) {
            throw new IOException("it holds no private key in PEM form");
        }
        try {
            PrivateKey key = PemContent.of(text).getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("the key in it is damaged or of an unknown kind", e);
        }
        throw new IOException("it holds no private key in PEM form");
    }

    /**
     * Certificates may have comments in any character set, so that octets are taken as they are.
     */
    private static String read(Path file) throws IOException {
        return Files.readString(file, ISO_8859_1);
    }

    /** Why a file could not be read, for people. */
    static String explain(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "reading it is not permitted";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
