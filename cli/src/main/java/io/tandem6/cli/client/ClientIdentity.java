package io.tandem6.cli.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.DuidContents;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.wire.Octets;

/**
 * Who a client says it is.
 *
 * @param duid in every message
 * @param addressIaid of its IA_NA
 * @param prefixIaid of its IA_PD
 * @param linkLocal where the relay agent hears it
 */
public record ClientIdentity(Duid duid, Iaid addressIaid, Iaid prefixIaid, Ipv6Address linkLocal) {
    /**
     * The identity that follows from an Ethernet address: a DUID-LL, a link-local address by RFC
     * 4291 appendix A, and IAIDs as most systems make them, from its last octets.
     *
     * @throws IllegalArgumentException if {@code ethernet} has not 6 octets
     */
    public static ClientIdentity ofEthernet(Octets ethernet) {
        if (ethernet.length() != 6) {
            throw new IllegalArgumentException("an Ethernet address has 6 octets: " + ethernet);
        }
        long upper = (long) ethernet.uint16(0) << 8 | ethernet.at(2);
        long lower = (long) ethernet.at(3) << 16 | ethernet.uint16(4);
        long interfaceId = (upper ^ 0x02_0000) << 40 | 0xff_feL << 24 | lower;
        long iaid = ethernet.uint32(2);
        return new ClientIdentity(
                new DuidContents.LinkLayer(HardwareAddress.ETHERNET, ethernet).toDuid(),
                Iaid.of(iaid),
                Iaid.of(iaid),
                new Ipv6Address(0xfe80L << 48, interfaceId));
    }
}
