package io.tandem6.server.fuzz;

import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.option.OptionCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Messages in relay messages in relay messages. A fuzzer that has to keep the lengths of all levels
 * right by itself seldom gets past the first two.
 */
public final class RelayFuzz {
    private static final int LEVELS = 40;

    private RelayFuzz() {}

    /**
     * The first octet is the number of levels. Each level is an octet of switches, a hop count, two
     * octets that end the link address, and an octet with the length of the options beside the
     * message, which follow. What is left is the innermost message.
     */
    public static void fuzzerTestOneInput(byte[] input) {
        ByteBuffer in = ByteBuffer.wrap(input);
        int levels = in.hasRemaining() ? Byte.toUnsignedInt(in.get()) % (LEVELS + 1) : 0;
        Level[] chain = new Level[levels];
        for (int i = 0; i < levels; i++) {
            chain[i] = Level.read(in);
        }
        byte[] message = new byte[in.remaining()];
        in.get(message);
        for (int i = levels - 1; i >= 0 && message.length <= PacketCodec.DATAGRAM_LENGTH_MAX; i--) {
            message = chain[i].around(message);
        }
        if (message.length <= PacketCodec.DATAGRAM_LENGTH_MAX) {
            FuzzPipeline.handle(message);
        }
    }

    private record Level(int switches, int hopCount, byte[] link, byte[] options) {
        static Level read(ByteBuffer in) {
            int switches = octet(in);
            int hopCount = octet(in);
            byte[] link = {(byte) octet(in), (byte) octet(in)};
            byte[] options = new byte[Math.min(octet(in), in.remaining())];
            in.get(options);
            return new Level(switches, hopCount, link, options);
        }

        private static int octet(ByteBuffer in) {
            return in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : 0;
        }

        byte[] around(byte[] message) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write((switches & 1) == 0 ? MessageType.RELAY_FORWARD : MessageType.RELAY_REPLY);
            out.write(hopCount);
            byte[] address = new byte[16];
            if ((switches & 2) == 0) {
                // 2001:db8:..., a network that the server knows.
                address[0] = 0x20;
                address[1] = 0x01;
                address[2] = 0x0d;
                address[3] = (byte) 0xb8;
                address[5] = link[0];
                address[15] = link[1];
            }
            out.writeBytes(address);
            address[0] ^= (byte) (switches >> 4);
            out.writeBytes(address);
            boolean before = (switches & 4) == 0;
            if (before) {
                out.writeBytes(options);
            }
            out.write(OptionCode.RELAY_MESSAGE >> 8);
            out.write(OptionCode.RELAY_MESSAGE);
            out.write(message.length >> 8);
            out.write(message.length);
            out.writeBytes(message);
            if (!before) {
                out.writeBytes(options);
            }
            return out.toByteArray();
        }
    }
}
