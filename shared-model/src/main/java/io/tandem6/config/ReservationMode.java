package io.tandem6.config;

/**
 * Which reservations count in a subnet.
 *
 * @param global those that stand outside of subnets
 * @param inSubnet those of the subnet
 * @param outOfPool those of the subnet that lie in no pool; what lies in one does not count, and
 *     addresses of pools are given without a look at reservations
 */
public record ReservationMode(boolean global, boolean inSubnet, boolean outOfPool) {
    /** Kea's default. */
    public static final ReservationMode DEFAULT = new ReservationMode(false, true, false);
}
