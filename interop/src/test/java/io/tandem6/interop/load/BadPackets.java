package io.tandem6.interop.load;

import io.tandem6.interop.lab.Host;
import io.tandem6.wire.Octets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Sends what no client should: the packets of {@code bad-packets.txt}, cut and altered ones, random
 * octets, relay messages in each other. A process of its own on a client's host.
 */
public final class BadPackets {
    private static final int SERVER_PORT = 547;
    private static final int CLIENT_PORT = 546;
    private static final int SEED = 6;
    private static final int RANDOM_PACKETS = 2000;
    private static final int RANDOM_LENGTH_MAX = 1400;
    private static final int NESTED_LEVELS = 40;
    private static final int RELAY_HEADER_LENGTH = 34;

    private BadPackets() {}

    /** Sends everything from {@code host} to {@code address} and to all servers on the link. */
    public static int send(Host host, String address) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String output =
                host.run(
                                Duration.ofSeconds(60),
                                List.of(
                                        java,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        BadPackets.class.getName(),
                                        address))
                        .orThrow();
        return Integer.parseInt(output.strip());
    }

    /** Prints the number of packets sent to each of the server's address and the group. */
    public static void main(String[] arguments) throws IOException {
        List<byte[]> packets = packets();
        try (DatagramSocket socket = new DatagramSocket(CLIENT_PORT)) {
            NetworkInterface link = NetworkInterface.getByName(Host.INTERFACE);
            byte[] group = Octets.parseHex("ff020000000000000000000000010002").toArray();
            InetAddress all = Inet6Address.getByAddress(null, group, link);
            InetAddress one = InetAddress.getByName(arguments[0]);
            for (byte[] packet : packets) {
                socket.send(new DatagramPacket(packet, packet.length, all, SERVER_PORT));
                socket.send(new DatagramPacket(packet, packet.length, one, SERVER_PORT));
            }
        }
        System.out.println(packets.size());
    }

    private static List<byte[]> packets() throws IOException {
        List<byte[]> packets = new ArrayList<>();
        Random random = new Random(SEED);
        for (String line : lines()) {
            int equals = line.indexOf('=');
            byte[] octets = Octets.parseHex(line.substring(equals + 1).replace(" ", "")).toArray();
            if (line.startsWith("good ")) {
                for (int length = 0; length < octets.length; length++) {
                    packets.add(Arrays.copyOf(octets, length));
                }
                addAltered(octets, random, packets);
            } else {
                packets.add(octets);
            }
        }
        for (int i = 0; i < RANDOM_PACKETS; i++) {
            byte[] octets = new byte[random.nextInt(RANDOM_LENGTH_MAX)];
            random.nextBytes(octets);
            packets.add(octets);
        }
        packets.add(nested());
        return packets;
    }

    /** One octet at a time is another one. */
    private static void addAltered(byte[] octets, Random random, List<byte[]> packets) {
        for (int i = 0; i < octets.length; i++) {
            byte[] altered = octets.clone();
            altered[i] ^= (byte) (1 + random.nextInt(255));
            packets.add(altered);
        }
    }

    private static byte[] nested() {
        byte[] inner = new byte[0];
        for (int level = 0; level < NESTED_LEVELS; level++) {
            byte[] outer = new byte[RELAY_HEADER_LENGTH + 4 + inner.length];
            outer[0] = 12;
            outer[RELAY_HEADER_LENGTH + 1] = 9;
            outer[RELAY_HEADER_LENGTH + 2] = (byte) (inner.length >>> 8);
            outer[RELAY_HEADER_LENGTH + 3] = (byte) inner.length;
            System.arraycopy(inner, 0, outer, RELAY_HEADER_LENGTH + 4, inner.length);
            inner = outer;
        }
        return inner;
    }

    private static List<String> lines() {
        InputStream in = BadPackets.class.getResourceAsStream("/bad-packets.txt");
        if (in == null) {
            throw new IllegalStateException("no test resource bad-packets.txt");
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
