package io.tandem6.interop.lease;

import io.tandem6.address.Ipv6Address;
import java.util.regex.Pattern;

/**
 * One lease as somebody tells of it.
 *
 * @param type IA_NA or IA_PD
 * @param address first address
 * @param prefixLength 128 for addresses
 * @param duid lower-case hexadecimal with colons
 * @param iaid unsigned
 * @param subnetId of the configuration
 * @param state Kea's number
 * @param validLifetime seconds
 * @param preferredLifetime seconds
 * @param expire Unix seconds
 */
public record LeaseRow(
        String type,
        Ipv6Address address,
        int prefixLength,
        String duid,
        long iaid,
        long subnetId,
        long state,
        long validLifetime,
        long preferredLifetime,
        long expire) {
    private static final long EXPIRE_TOLERANCE = 2;
    private static final long ASSIGNED = 0;
    private static final long DECLINED = 1;
    private static final Pattern NOBODY = Pattern.compile("00(:00:00)?");

    /** Which lease this is. */
    public String key() {
        return type + " " + address + "/" + prefixLength;
    }

    /** True if a client has it. */
    public boolean isHeld() {
        return state == ASSIGNED;
    }

    /**
     * True if {@code other} says the same. Clocks may differ by two seconds, and the DUID of a
     * declined lease, which is nobody's, is one zero octet in Kea 2.2 and three since 2.3.8.
     */
    boolean agreesWith(LeaseRow other) {
        return Math.abs(expire - other.expire) <= EXPIRE_TOLERANCE
                && withoutExpire().equals(other.withoutExpire());
    }

    private LeaseRow withoutExpire() {
        return new LeaseRow(
                type,
                address,
                prefixLength,
                state == DECLINED && NOBODY.matcher(duid).matches() ? "00" : duid,
                iaid,
                subnetId,
                state,
                validLifetime,
                preferredLifetime,
                0);
    }
}
