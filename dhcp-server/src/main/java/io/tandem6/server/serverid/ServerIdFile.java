package io.tandem6.server.serverid;

import io.tandem6.config.ServerIdConfig;
import io.tandem6.identity.Duid;
import io.tandem6.identity.DuidContents;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Kea's file with the server's DUID: one line of hexadecimal octets with colons. */
public final class ServerIdFile {
    /** Its name in the data directory. */
    public static final String NAME = "kea-dhcp6-serverid";

    /** The longest DUID has 390 characters; what is far longer is no such file. */
    private static final int LENGTH_MAX = 4096;

    private static final int MAC_LENGTH = 6;

    private final Path file;

    /** The file in {@code dataDirectory}. */
    public ServerIdFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    /**
     * The DUID on disk if it is what {@code config} asks for, else a new one, which is on disk when
     * this returns. Clients ignore a server whose DUID changes until their leases run out, so a
     * file that cannot be read is an error and not a reason to make a new one.
     *
     * @throws IOException if the file cannot be read or written, or does not hold a DUID
     */
    public Duid loadOrCreate(ServerIdConfig config, Instant now, RandomGenerator random)
            throws IOException {
        if (config.persist()) {
            Optional<Duid> stored = read();
            if (stored.isPresent() && ServerIds.matches(stored.get(), config)) {
                return stored.get();
            }
        }
        Duid created = ServerIds.create(config, interfaces(), now, random);
        if (config.persist()) {
            write(created);
        }
        return created;
    }

    private Optional<Duid> read() throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LENGTH_MAX + 1);
            if (octets.length > LENGTH_MAX) {
                throw damaged(null);
            }
            text = new String(octets, StandardCharsets.ISO_8859_1).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            Duid stored = Duid.parse(text);
            if (DuidContents.of(stored) instanceof DuidContents.Other) {
                throw damaged(null); // The beginning of a DUID is one of no known type.
            }
            return Optional.of(stored);
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private IOException damaged(@Nullable Throwable cause) {
        return new IOException(
                file
                        + " does not hold the server's DUID (a whole DUID of a known type as hexadecimal"
                        + " octets with colons expected): restore it from a backup, or remove it to get a new DUID,"
                        + " which existing clients will not accept before their leases end",
                cause);
    }

    private void write(Duid duid) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        Path temporary = file.resolveSibling(NAME + ".tmp");
        try (FileChannel out =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer line = ByteBuffer.wrap((duid + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel synced = FileChannel.open(directory)) {
            synced.force(true);
        }
    }

    /** Ethernet-like addresses of this host's interfaces, in the order of their numbers. */
    private static List<HardwareAddress> interfaces() throws IOException {
        return NetworkInterface.networkInterfaces()
                .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                .flatMap(i -> address(i).stream())
                .toList();
    }

    private static Optional<HardwareAddress> address(NetworkInterface candidate) {
        try {
            byte[] mac = candidate.getHardwareAddress();
            return candidate.isLoopback() || mac == null || mac.length < MAC_LENGTH
                    ? Optional.empty()
                    : Optional.of(
                            new HardwareAddress(
                                    HardwareAddress.ETHERNET,
                                    Octets.of(mac),
                                    HardwareAddress.SOURCE_UNKNOWN));
        } catch (IOException e) {
            return Optional.empty(); // An interface that vanished meanwhile lends no address.
        }
    }
}
