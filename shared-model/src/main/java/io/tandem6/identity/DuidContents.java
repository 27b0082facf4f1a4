package io.tandem6.identity;

import io.tandem6.wire.Octets;

/**
 * What a DUID says about itself (RFC 9915 sections 11.2 to 11.5). For display and for making one.
 */
public sealed interface DuidContents {
    /**
     * DUID-LLT, type 1.
     *
     * @param hardwareType IANA hardware type, 1 is Ethernet
     * @param time seconds since 2000-01-01T00:00Z modulo 2^32
     * @param linkLayerAddress the address of some interface of the device
     */
    record LinkLayerTime(int hardwareType, long time, Octets linkLayerAddress)
            implements DuidContents {
        /** Checks the ranges. */
        public LinkLayerTime {
            check(hardwareType, 0xffff, "hardware type");
            check(time, 0xffffffffL, "time");
        }
    }

    /**
     * DUID-EN, type 2.
     *
     * @param enterpriseNumber IANA private enterprise number, unsigned 32 bits
     * @param identifier chosen by that enterprise
     */
    record EnterpriseNumber(long enterpriseNumber, Octets identifier) implements DuidContents {
        /** Checks the range. */
        public EnterpriseNumber {
            check(enterpriseNumber, 0xffffffffL, "enterprise number");
        }
    }

    /**
     * DUID-LL, type 3.
     *
     * @param hardwareType IANA hardware type
     * @param linkLayerAddress the address of an interface that stays with the device
     */
    record LinkLayer(int hardwareType, Octets linkLayerAddress) implements DuidContents {
        /** Checks the range. */
        public LinkLayer {
            check(hardwareType, 0xffff, "hardware type");
        }
    }

    /**
     * DUID-UUID, type 4 (RFC 6355).
     *
     * @param uuid 16 octets
     */
    record Uuid(Octets uuid) implements DuidContents {
        /** Checks the length. */
        public Uuid {
            if (uuid.length() != 16) {
                throw new IllegalArgumentException("a UUID has 16 octets, not " + uuid.length());
            }
        }
    }

    /**
     * Any other type, or one of the above with contents that are too short.
     *
     * @param octets the whole DUID
     */
    record Other(Octets octets) implements DuidContents {}

    /** What {@code duid} says. */
    static DuidContents of(Duid duid) {
        Octets o = duid.octets();
        int type = o.length() < 2 ? 0 : o.uint16(0);
        if (type == 1 && o.length() > 8) {
            return new LinkLayerTime(o.uint16(2), o.uint32(4), o.slice(8, o.length()));
        }
        if (type == 2 && o.length() > 6) {
            return new EnterpriseNumber(o.uint32(2), o.slice(6, o.length()));
        }
        if (type == 3 && o.length() > 4) {
            return new LinkLayer(o.uint16(2), o.slice(4, o.length()));
        }
        if (type == 4 && o.length() == 18) {
            return new Uuid(o.slice(2, 18));
        }
        return new Other(o);
    }

    /** The DUID that says this. */
    default Duid toDuid() {
        return switch (this) {
            case LinkLayerTime c -> join(1, 2, c.hardwareType, 4, c.time, c.linkLayerAddress);
            case EnterpriseNumber c -> join(2, 4, c.enterpriseNumber, 0, 0, c.identifier);
            case LinkLayer c -> join(3, 2, c.hardwareType, 0, 0, c.linkLayerAddress);
            case Uuid c -> join(4, 0, 0, 0, 0, c.uuid);
            case Other c -> new Duid(c.octets);
        };
    }

    private static void check(long value, long max, String what) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " is 0.." + max + ", not " + value);
        }
    }

    private static Duid join(
            int type, int firstSize, long first, int secondSize, long second, Octets rest) {
        byte[] bytes = new byte[2 + firstSize + secondSize + rest.length()];
        put(bytes, 0, 2, type);
        put(bytes, 2, firstSize, first);
        put(bytes, 2 + firstSize, secondSize, second);
        rest.copyTo(bytes, 2 + firstSize + secondSize);
        return new Duid(Octets.of(bytes));
    }

    private static void put(byte[] bytes, int offset, int size, long value) {
        for (int i = 0; i < size; i++) {
            bytes[offset + i] = (byte) (value >>> (8 * (size - 1 - i)));
        }
    }
}
