package io.tandem6.server.fuzz;

/** Datagrams: decoded, answered, encoded. */
public final class PacketFuzz {
    private PacketFuzz() {}

    /** The input is the datagram. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzPipeline.handle(input);
    }
}
