package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseOctets;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.Outstanding.Sent;
import io.tandem6.wire.WireReader;
import io.tandem6.wire.WireWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Many leases of an update as one text instead of a JSON map for each: the octets of {@link
 * LeaseOctets}, which carry the instant of the sender's monotonic clock, in milliseconds, at which
 * the client was heard in place of its Unix time, and one more octet for the rest; all in base64.
 */
final class UpdateOctets {
    /** Fewer leases than this stay legible. */
    static final int LEASES_MIN = 16;

    private static final int OCTETS_MAX = 40 << 20;

    private static final int ASKS = 1;
    private static final int UNWANTED = 2;
    private static final int FORCED = 4;

    private UpdateOctets() {}

    static String encode(List<Sent> batch) {
        WireWriter octets = new WireWriter(OCTETS_MAX);
        for (Sent sent : batch) {
            Outstanding.Entry entry = sent.entry();
            octets.uint8(
                    (entry.asks() ? ASKS : 0)
                            | switch (entry.end()) {
                                case WANTED -> 0;
                                case EXPIRED, WITHDRAWN -> UNWANTED;
                                case FORCED -> FORCED;
                            });
            LeaseOctets.write(entry.lease().heardAt(UpdateReceiver.heardMillis(entry)), octets);
        }
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    /**
     * Reads what the partner wrote.
     *
     * @param toOwn Unix time in seconds at which something was heard that was heard then
     * @throws LeaseFormatException if anything else is there
     */
    static List<ToldLease> decode(String text, LongUnaryOperator toOwn)
            throws LeaseFormatException {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(text);
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
