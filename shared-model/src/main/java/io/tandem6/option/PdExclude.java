package io.tandem6.option;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.wire.Octets;
import java.math.BigInteger;

/**
 * Prefix Exclude option (RFC 6603 section 4.2), inside an {@link IaPrefix}: a part of the delegated
 * prefix that stays with the delegating router's link.
 *
 * @param prefixLength length of the excluded prefix, longer than that of the delegated one, 1..128
 * @param subnetId the bits between the two lengths, from the left, padded with zeros to full
 *     octets, 1..16
 */
public record PdExclude(int prefixLength, Octets subnetId) implements Option {
    /** Checks the lengths. */
    public PdExclude {
        if (prefixLength < 1 || prefixLength > 128) {
            throw new IllegalArgumentException("prefix length 1..128 expected: " + prefixLength);
        }
        if (subnetId.isEmpty() || subnetId.length() > Ipv6Address.LENGTH) {
            throw new IllegalArgumentException("1 to 16 octets expected: " + subnetId);
        }
    }

    /**
     * Excludes {@code excluded} from {@code delegated}.
     *
     * @throws IllegalArgumentException if it is not a smaller part of it
     */
    public static PdExclude of(Ipv6Prefix delegated, Ipv6Prefix excluded) {
        int bits = excluded.length() - delegated.length();
        if (bits <= 0 || !delegated.contains(excluded)) {
            throw new IllegalArgumentException(excluded + " is not a smaller part of " + delegated);
        }
        BigInteger id =
                excluded.first()
                        .toBigInteger()
                        .shiftLeft(delegated.length())
                        .mod(BigInteger.ONE.shiftLeft(128));
        byte[] padded = new Ipv6Address(id.shiftRight(64).longValue(), id.longValue()).toBytes();
        return new PdExclude(excluded.length(), Octets.of(padded, 0, (bits + 7) / 8));
    }

    @Override
    public int code() {
        return OptionCode.PD_EXCLUDE;
    }
}
