package io.tandem6.simulator.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import java.util.random.RandomGenerator;

/**
 * What a client is like all its life.
 *
 * @param number from 0
 * @param duid who it says it is
 * @param iaid of its IA_NA and IA_PD
 * @param linkLocal its address on the link
 * @param wantsAddress asks for an IA_NA
 * @param wantsPrefix asks for an IA_PD
 * @param rapidCommit asks for a Reply to its Solicit
 * @param clockRate its seconds in a real one, about 1
 */
public record ClientTraits(
        int number,
        Duid duid,
        Iaid iaid,
        Ipv6Address linkLocal,
        boolean wantsAddress,
        boolean wantsPrefix,
        boolean rapidCommit,
        double clockRate) {
    private static final double CLOCK_ERROR = 1e-4;

    /** Client {@code number} of a world; three of four want both an address and a prefix. */
    public static ClientTraits of(int number, RandomGenerator random) {
        int kind = random.nextInt(8);
        return new ClientTraits(
                number,
                Duid.parse("0003000102000000%04x".formatted(number)),
                new Iaid(number + 1),
                new Ipv6Address(0xfe80L << 48, 0x0200_00ff_fe00_0000L + number),
                kind != 1,
                kind != 0,
                random.nextInt(4) == 0,
                1 + random.nextDouble(-CLOCK_ERROR, CLOCK_ERROR));
    }

    /** As people call it. */
    public String name() {
        return "client" + number;
    }

    /** Quick, as no other client of its world has its number. */
    @Override
    public int hashCode() {
        return number;
    }
}
