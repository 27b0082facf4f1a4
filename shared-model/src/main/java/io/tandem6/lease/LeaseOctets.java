package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireReader;
import io.tandem6.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A lease as some 80 octets, in network byte order, where very many of them go from one Tandem6 to
 * another. The JSON of commands has five times as many and takes ten times as long to read.
 */
public final class LeaseOctets {
    private static final LeaseState[] STATES = LeaseState.values();

    private static final int PREFIX = 1;
    private static final int FORWARD = 2;
    private static final int REVERSE = 4;
    private static final int HARDWARE = 8;
    private static final int CONTEXT = 16;

    private LeaseOctets() {}

    /** Writes a lease behind what is there. */
    public static void write(Lease lease, WireWriter to) {
        HardwareAddress hardware = lease.hardwareAddress();
        String context = lease.userContext();
        to.uint8(
                (lease.type() == LeaseType.IA_PD ? PREFIX : 0)
                        | (lease.fqdnForward() ? FORWARD : 0)
                        | (lease.fqdnReverse() ? REVERSE : 0)
                        | (hardware != null ? HARDWARE : 0)
                        | (context != null ? CONTEXT : 0));
        to.uint8(lease.state().code());
        to.uint8(lease.prefixLength());
        to.int64(lease.address().high());
        to.int64(lease.address().low());
        to.uint8(lease.duid().octets().length());
        to.octets(lease.duid().octets());
        to.uint32(lease.iaid().unsigned());
        to.uint32(lease.subnetId());
        to.int64(lease.clientLastTransmission());
        to.uint32(lease.validLifetime());
        to.uint32(lease.preferredLifetime());
        to.uint32(lease.poolId());
        text(lease.hostname(), to);
        if (hardware != null) {
            to.uint16(hardware.type());
            to.uint16(hardware.source());
            to.uint8(hardware.octets().length());
            to.octets(hardware.octets());
        }
        if (context != null) {
            text(context, to);
        }
    }

    private static void text(String text, WireWriter to) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        to.uint16(octets.length);
        to.bytes(octets);
    }

    /**
     * Reads the next lease.
     *
     * @throws LeaseFormatException if there is none, or none that a server may have; where the next
     *     one would begin is not known then
     */
    public static Lease read(WireReader from) throws LeaseFormatException {
        int flags = from.uint8();
        int state = from.uint8();
        int prefixLength = from.uint8();
        Ipv6Address address = new Ipv6Address(from.int64(), from.int64());
        Octets duid = from.octets(from.uint8());
        Iaid iaid = new Iaid(from.int32());
        long subnet = from.uint32();
        long transmission = from.int64();
        long valid = from.uint32();
        long preferred = from.uint32();
        long pool = from.uint32();
        String hostname = text(from);
        HardwareAddress hardware = (flags & HARDWARE) == 0 ? null : hardware(from);
        String context = (flags & CONTEXT) == 0 ? null : text(from);
        LeaseType type = (flags & PREFIX) == 0 ? LeaseType.IA_NA : LeaseType.IA_PD;
        if (from.failed()
                || state >= STATES.length
                || prefixLength < 1
                || prefixLength > 128
                || (type == LeaseType.IA_NA && prefixLength != 128)
                || duid.isEmpty()
                || duid.length() > Duid.LENGTH_MAX
                || (context != null && !LeaseJson.isUserContext(context))) {
            throw new LeaseFormatException("these octets are no lease");
        }
        return new Lease(
                type,
                address,
                prefixLength,
                new Duid(duid),
                iaid,
                subnet,
                transmission,
                valid,
                preferred,
                STATES[state],
                (flags & FORWARD) != 0,
                (flags & REVERSE) != 0,
                hostname,
                hardware,
                context,
                pool);
    }

    private static String text(WireReader from) {
        int length = from.uint16();
        return length == 0 ? "" : new String(from.octets(length).toArray(), StandardCharsets.UTF_8);
    }

    private static @Nullable HardwareAddress hardware(WireReader from) throws LeaseFormatException {
        int type = from.uint16();
        int source = from.uint16();
        Octets octets = from.octets(from.uint8());
        if (octets.isEmpty() || octets.length() > HardwareAddress.LENGTH_MAX) {
            throw new LeaseFormatException("a hardware address has 1 to 20 octets");
        }
        return new HardwareAddress(type, octets, source);
    }
}
