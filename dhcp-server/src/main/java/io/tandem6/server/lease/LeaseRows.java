package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.wire.Octets;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leases as records of octets: 72 octets for an address with a DUID of 14 octets and an Ethernet
 * address. Fields of fixed size come first, then the DUID, then the hardware address if there is
 * one, then what few leases have: host name, user context, pool.
 *
 * <p>Rows of one binding form a chain, since only its first row is in the index of bindings.
 */
final class LeaseRows {
    /** No row. */
    static final int NONE = -1;

    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);

    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int LAST_TRANSMISSION = 16;
    private static final int VALID = 24;
    private static final int PREFERRED = 28;
    private static final int IAID = 32;
    private static final int SUBNET = 36;
    private static final int NEXT = 40;
    private static final int FLAGS = 44;
    private static final int PREFIX_LENGTH = 45;
    private static final int DUID_LENGTH = 46;
    private static final int DUID = 47;

    private static final int PREFIX = 1;
    private static final int STATE_SHIFT = 1;
    private static final int STATE_MASK = 7;
    private static final int FORWARD = 1 << 4;
    private static final int REVERSE = 1 << 5;
    private static final int HARDWARE = 1 << 6;
    private static final int EXTRAS = 1 << 7;

    private static final int EXTRAS_ASIDE = -1;
    private static final int NO_CONTEXT = -1;
    private static final LeaseState[] STATES = LeaseState.values();

    private final RecordSlabs slabs = new RecordSlabs();
    private final Map<Integer, Extras> aside = new HashMap<>();
    private final byte[] scratch = new byte[RecordSlabs.LENGTH_MAX];
    private final RowHash hash;

    /** What few leases have. */
    private record Extras(long poolId, String hostname, @Nullable String context) {}

    LeaseRows(RowHash hash) {
        this.hash = hash;
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.nativeOrder());
    }

    /** Stores a lease and returns its row, which has no next one. */
    int add(Lease lease) {
        int length = encode(lease);
        int row = slabs.allocate(length);
        store(row, length, lease, NONE);
        return row;
    }

    /** True if the room of {@code row} is what {@code lease} needs. */
    boolean fits(int row, Lease lease) {
        return slabs.fits(row, encode(lease));
    }

    /** Stores a lease that fits in place of another. The next row stays. */
    void replace(int row, Lease lease) {
        int next = next(row);
        aside.remove(row);
        store(row, encode(lease), lease, next);
    }

    private void store(int row, int length, Lease lease, int next) {
        System.arraycopy(scratch, 0, slabs.octets(row), RecordSlabs.offset(row), length);
        setNext(row, next);
        if (hasExtras(lease) && isAside(row)) {
            aside.put(row, new Extras(lease.poolId(), lease.hostname(), lease.userContext()));
        }
    }

    void remove(int row) {
        aside.remove(row);
        slabs.free(row);
    }

    long high(int row) {
        return (long) LONG.get(slabs.octets(row), RecordSlabs.offset(row) + HIGH);
    }

    long low(int row) {
        return (long) LONG.get(slabs.octets(row), RecordSlabs.offset(row) + LOW);
    }

    /** As {@link Lease#expire}. */
    long expire(int row) {
        long last = (long) LONG.get(slabs.octets(row), RecordSlabs.offset(row) + LAST_TRANSMISSION);
        return last + uint32(row, VALID);
    }

    boolean isInfinite(int row) {
        return uint32(row, VALID) == Lease.INFINITE;
    }

    /** The last second at which somebody holds it, unless it is renewed. */
    long heldUntil(int row) {
        return switch (state(row)) {
            case ASSIGNED, DECLINED, REGISTERED -> isInfinite(row) ? Long.MAX_VALUE : expire(row);
            case EXPIRED_RECLAIMED, RELEASED -> Long.MIN_VALUE;
        };
    }

    LeaseState state(int row) {
        return STATES[flags(row) >> STATE_SHIFT & STATE_MASK];
    }

    LeaseType type(int row) {
        return (flags(row) & PREFIX) == 0 ? LeaseType.IA_NA : LeaseType.IA_PD;
    }

    int prefixLength(int row) {
        return slabs.octets(row)[RecordSlabs.offset(row) + PREFIX_LENGTH] & 0xff;
    }

    long subnetId(int row) {
        return uint32(row, SUBNET);
    }

    /** The next row of the same binding, or {@link #NONE}. */
    int next(int row) {
        return (int) INT.get(slabs.octets(row), RecordSlabs.offset(row) + NEXT);
    }

    void setNext(int row, int next) {
        INT.set(slabs.octets(row), RecordSlabs.offset(row) + NEXT, next);
    }

    boolean hasAddress(int row, long high, long low) {
        return low(row) == low && high(row) == high;
    }

    boolean hasBinding(int row, BindingKey key) {
        byte[] octets = slabs.octets(row);
        int offset = RecordSlabs.offset(row);
        Octets duid = key.duid().octets();
        if (type(row) != key.type()
                || (int) INT.get(octets, offset + IAID) != key.iaid().bits()
                || (octets[offset + DUID_LENGTH] & 0xff) != duid.length()) {
            return false;
        }
        for (int i = 0; i < duid.length(); i++) {
            if ((octets[offset + DUID + i] & 0xff) != duid.at(i)) {
                return false;
            }
        }
        return true;
    }

    /** True if both belong to the same binding. */
    boolean sameBinding(int row, int other) {
        byte[] a = slabs.octets(row);
        byte[] b = slabs.octets(other);
        int from = RecordSlabs.offset(row);
        int otherFrom = RecordSlabs.offset(other);
        int length = a[from + DUID_LENGTH] & 0xff;
        return type(row) == type(other)
                && (int) INT.get(a, from + IAID) == (int) INT.get(b, otherFrom + IAID)
                && Arrays.equals(
                        a,
                        from + DUID_LENGTH,
                        from + DUID + length,
                        b,
                        otherFrom + DUID_LENGTH,
                        otherFrom + DUID + (b[otherFrom + DUID_LENGTH] & 0xff));
    }

    /**
     * Declined addresses all have the same placeholder for a holder. They are nobody's binding, and
     * one chain of them would grow with every Decline.
     */
    boolean hasHolder(int row) {
        if (state(row) != LeaseState.DECLINED) {
            return true;
        }
        byte[] octets = slabs.octets(row);
        int from = RecordSlabs.offset(row) + DUID;
        int to = from + (octets[from - 1] & 0xff);
        for (int i = from; i < to; i++) {
            if (octets[i] != 0) {
                return true;
            }
        }
        return false;
    }

    long addressHash(Ipv6Address address) {
        return hash.of(address.high(), address.low());
    }

    long addressHash(int row) {
        return hash.of(high(row), low(row));
    }

    long bindingHash(int row) {
        byte[] octets = slabs.octets(row);
        int offset = RecordSlabs.offset(row);
        return hash.of(
                flags(row) & PREFIX,
                (int) INT.get(octets, offset + IAID),
                octets,
                offset + DUID,
                octets[offset + DUID_LENGTH] & 0xff);
    }

    long bindingHash(BindingKey key) {
        key.duid().octets().copyTo(scratch, 0);
        return hash.of(
                key.type() == LeaseType.IA_NA ? 0 : PREFIX,
                key.iaid().bits(),
                scratch,
                0,
                key.duid().octets().length());
    }

    /** The lease. */
    Lease lease(int row) {
        byte[] octets = slabs.octets(row);
        int offset = RecordSlabs.offset(row);
        int flags = flags(row);
        int duidLength = octets[offset + DUID_LENGTH] & 0xff;
        int at = offset + DUID + duidLength;
        HardwareAddress hardware = null;
        if ((flags & HARDWARE) != 0) {
            int length = octets[at + 4] & 0xff;
            hardware =
                    new HardwareAddress(
                            (short) SHORT.get(octets, at) & 0xffff,
                            Octets.of(octets, at + 5, length),
                            (short) SHORT.get(octets, at + 2) & 0xffff);
            at += 5 + length;
        }
        Extras extras = (flags & EXTRAS) == 0 ? new Extras(0, "", null) : extras(row, octets, at);
        return new Lease(
                type(row),
                new Ipv6Address(high(row), low(row)),
                octets[offset + PREFIX_LENGTH] & 0xff,
                new Duid(Octets.of(octets, offset + DUID, duidLength)),
                new Iaid((int) INT.get(octets, offset + IAID)),
                subnetId(row),
                (long) LONG.get(octets, offset + LAST_TRANSMISSION),
                uint32(row, VALID),
                uint32(row, PREFERRED),
                state(row),
                (flags & FORWARD) != 0,
                (flags & REVERSE) != 0,
                extras.hostname,
                hardware,
                extras.context,
                extras.poolId);
    }

    private Extras extras(int row, byte[] octets, int at) {
        int hostname = (int) INT.get(octets, at);
        if (hostname == EXTRAS_ASIDE) {
            Extras extras = aside.get(row);
            if (extras == null) {
                throw new IllegalStateException("a lease has lost its host name");
            }
            return extras;
        }
        int context = (int) INT.get(octets, at + 4);
        return new Extras(
                (int) INT.get(octets, at + 8) & 0xffffffffL,
                new String(octets, at + 12, hostname, StandardCharsets.UTF_8),
                context == NO_CONTEXT
                        ? null
                        : new String(octets, at + 12 + hostname, context, StandardCharsets.UTF_8));
    }

    private boolean isAside(int row) {
        byte[] octets = slabs.octets(row);
        int offset = RecordSlabs.offset(row);
        int at = offset + DUID + (octets[offset + DUID_LENGTH] & 0xff);
        if ((flags(row) & HARDWARE) != 0) {
            at += 5 + (octets[at + 4] & 0xff);
        }
        return (int) INT.get(octets, at) == EXTRAS_ASIDE;
    }

    private static boolean hasExtras(Lease lease) {
        return !lease.hostname().isEmpty() || lease.userContext() != null || lease.poolId() != 0;
    }

    /** Writes a record into the scratch space and returns its length. */
    private int encode(Lease lease) {
        LONG.set(scratch, HIGH, lease.address().high());
        LONG.set(scratch, LOW, lease.address().low());
        LONG.set(scratch, LAST_TRANSMISSION, lease.clientLastTransmission());
        INT.set(scratch, VALID, (int) lease.validLifetime());
        INT.set(scratch, PREFERRED, (int) lease.preferredLifetime());
        INT.set(scratch, IAID, lease.iaid().bits());
        INT.set(scratch, SUBNET, (int) lease.subnetId());
        Octets duid = lease.duid().octets();
        HardwareAddress hardware = lease.hardwareAddress();
        scratch[FLAGS] =
                (byte)
                        ((lease.type() == LeaseType.IA_NA ? 0 : PREFIX)
                                | lease.state().code() << STATE_SHIFT
                                | (lease.fqdnForward() ? FORWARD : 0)
                                | (lease.fqdnReverse() ? REVERSE : 0)
                                | (hardware == null ? 0 : HARDWARE)
                                | (hasExtras(lease) ? EXTRAS : 0));
        scratch[PREFIX_LENGTH] = (byte) lease.prefixLength();
        scratch[DUID_LENGTH] = (byte) duid.length();
        duid.copyTo(scratch, DUID);
        int at = DUID + duid.length();
        if (hardware != null) {
            SHORT.set(scratch, at, (short) hardware.type());
            SHORT.set(scratch, at + 2, (short) hardware.source());
            scratch[at + 4] = (byte) hardware.octets().length();
            hardware.octets().copyTo(scratch, at + 5);
            at += 5 + hardware.octets().length();
        }
        return hasExtras(lease) ? encodeExtras(lease, at) : at;
    }

    private int encodeExtras(Lease lease, int at) {
        byte[] hostname = lease.hostname().getBytes(StandardCharsets.UTF_8);
        String text = lease.userContext();
        byte[] context = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        if ((long) at + 12 + hostname.length + context.length > RecordSlabs.LENGTH_MAX) {
            INT.set(scratch, at, EXTRAS_ASIDE);
            return at + 4;
        }
        INT.set(scratch, at, hostname.length);
        INT.set(scratch, at + 4, text == null ? NO_CONTEXT : context.length);
        INT.set(scratch, at + 8, (int) lease.poolId());
        System.arraycopy(hostname, 0, scratch, at + 12, hostname.length);
        System.arraycopy(context, 0, scratch, at + 12 + hostname.length, context.length);
        return at + 12 + hostname.length + context.length;
    }

    private int flags(int row) {
        return slabs.octets(row)[RecordSlabs.offset(row) + FLAGS] & 0xff;
    }

    private long uint32(int row, int field) {
        return (int) INT.get(slabs.octets(row), RecordSlabs.offset(row) + field) & 0xffffffffL;
    }
}
