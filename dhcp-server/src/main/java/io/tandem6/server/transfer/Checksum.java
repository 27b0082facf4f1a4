package io.tandem6.server.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file beside a backup that tells whether it is whole, as {@code sha256sum} writes it. */
public final class Checksum {
    private Checksum() {}

    /** The name of the file beside {@code file}. */
    public static Path besides(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    /** Writes it. */
    public static void write(Path file) throws TransferException {
        try {
            Files.writeString(besides(file), of(file) + "  " + file.getFileName() + "\n");
        } catch (IOException e) {
            throw new TransferException("cannot write " + besides(file) + ": " + e, e);
        }
    }

    /**
     * Compares.
     *
     * @throws TransferException unless the file is what it was when it was backed up
     */
    public static void verify(Path file) throws TransferException {
        String expected;
        try {
            expected =
                    Files.readString(besides(file), StandardCharsets.UTF_8)
                            .strip()
                            .split("\\s+")[0];
        } catch (IOException e) {
            throw new TransferException(
                    "cannot read the checksum "
                            + besides(file)
                            + " that 'tandem6 leases backup' wrote; a file from elsewhere goes by"
                            + " 'tandem6 leases import'",
                    e);
        }
        try {
            if (!of(file).equals(expected)) {
                throw new TransferException(
                        file + " is not what was backed up: it does not match " + besides(file));
            }
        } catch (IOException e) {
            throw new TransferException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String of(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
