package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseOctets;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.wire.WireReader;
import io.tandem6.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Many leases of an update as one text instead of a JSON map for each: the octets of {@link
 * LeaseOctets}, which carry the instant of the sender's monotonic clock, in milliseconds, at which
 * the client was heard in place of its Unix time, and one more octet for the rest; all compressed
 * (RFC 1950), since two agents and two sockets are to pass them on, and in base64.
 */
final class UpdateOctets {
    /** The key of this text in an update. */
    static final String OCTETS = "octets";

    /** The key of when it was sent, milliseconds of the sender's monotonic clock. */
    static final String SENT = "sent";

    /** Fewer leases than this stay legible. */
    static final int LEASES_MIN = 16;

    private static final int OCTETS_MAX = 40 << 20;

    private static final int PIECE_OCTETS = 16 << 10;

    private static final int ASKS = 1;
    private static final int UNWANTED = 2;
    private static final int FORCED = 4;

    private UpdateOctets() {}

    static String encode(List<SentLease> batch) {
        WireWriter octets = new WireWriter(OCTETS_MAX);
        for (SentLease sent : batch) {
            OutstandingLease entry = sent.entry();
            octets.uint8(
                    (entry.asks() ? ASKS : 0)
                            | switch (entry.end()) {
                                case WANTED -> 0;
                                case EXPIRED, WITHDRAWN -> UNWANTED;
                                case FORCED -> FORCED;
                            });
            LeaseOctets.write(entry.lease().heardAt(ToldLease.heardMillis(entry)), octets);
        }
        return Base64.getEncoder().encodeToString(deflate(octets.toByteArray()));
    }

    private static byte[] deflate(byte[] octets) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(octets.length / 2);
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED);
                OutputStream out = new DeflaterOutputStream(compressed, deflater, PIECE_OCTETS)) {
            out.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return compressed.toByteArray();
    }

    private static byte[] inflate(byte[] compressed) throws LeaseFormatException {
        try (Inflater inflater = new Inflater();
                InputStream in =
                        new InflaterInputStream(
                                new ByteArrayInputStream(compressed), inflater, PIECE_OCTETS)) {
            byte[] octets = in.readNBytes(OCTETS_MAX + 1);
            if (octets.length > OCTETS_MAX) {
                throw new LeaseFormatException("the leases are longer than any update");
            }
            return octets;
        } catch (IOException e) {
            throw new LeaseFormatException("the leases are not compressed: " + e.getMessage());
        }
    }

    /**
     * Reads what the partner wrote.
     *
     * @param toOwn Unix time in seconds at which something was heard that was heard then
     * @throws LeaseFormatException if anything else is there
     */
    static List<ToldLease> decode(String text, LongUnaryOperator toOwn)
            throws LeaseFormatException {
        if (text.isEmpty()) {
            return List.of();
        }
        byte[] octets;
        try {
            octets = inflate(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new LeaseFormatException("the leases are not in base64: " + e.getMessage());
        }
        WireReader reader = new WireReader(octets, 0, octets.length);
        List<ToldLease> leases = new ArrayList<>();
        while (reader.remaining() > 0) {
            int manner = reader.uint8();
            Lease lease = LeaseOctets.read(reader);
            leases.add(
                    new ToldLease(
                            lease.heardAt(toOwn.applyAsLong(lease.clientLastTransmission())),
                            (manner & ASKS) != 0,
                            (manner & UNWANTED) != 0,
                            (manner & FORCED) != 0));
        }
        return leases;
    }
}
