package io.tandem6.server.continuity;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * To which of two partners an address or a delegable prefix belongs, by its bits alone: the limits
 * of pools and their order change nothing.
 *
 * <p>Everything belongs together that lies in one unit: an address where only addresses are leased,
 * and the shortest prefix that is delegated where prefixes are. What contains something else has
 * thereby the same owner. Units are dealt out by the lowest eight bits of their number, read
 * backwards, so that every stretch of them is divided evenly: with half for each the odd ones are
 * the primary's.
 */
public final class Ownership {
    /** Parts that are dealt out. */
    public static final int PARTS = 256;

    private final TreeMap<Ipv6Address, Group> delegated = new TreeMap<>();
    private final List<Space> spaces;
    private final int split;

    /**
     * Deals addresses out.
     *
     * @param spaces the pools of the relationship
     * @param split how many of {@link #PARTS} are the primary's
     */
    public Ownership(List<Space> spaces, int split) {
        this.spaces = List.copyOf(spaces);
        this.split = split;
        groups(spaces).forEach(group -> delegated.put(group.range.first(), group));
    }

    /** Where prefixes are delegated, with the shortest of those that lie in each other. */
    private static List<Group> groups(List<Space> spaces) {
        List<Group> groups = new ArrayList<>();
        spaces.stream()
                .filter(space -> space.length() < 128)
                .sorted(Comparator.comparing(space -> space.range().first()))
                .forEach(
                        space -> {
                            Group last = groups.isEmpty() ? null : groups.getLast();
                            if (last != null && last.range.overlaps(space.range())) {
                                groups.set(groups.size() - 1, last.with(space));
                            } else {
                                groups.add(new Group(space.range(), space.length()));
                            }
                        });
        return groups;
    }

    /**
     * A stretch in which prefixes are delegated.
     *
     * @param unit the shortest of them
     */
    private record Group(AddressRange range, int unit) {
        Group with(Space space) {
            Ipv6Address last =
                    range.last().compareTo(space.range().last()) < 0
                            ? space.range().last()
                            : range.last();
            return new Group(new AddressRange(range.first(), last), Math.min(unit, space.length()));
        }
    }

    /**
     * The owner of an address ({@code length} 128) or a prefix; empty for a prefix so short that
     * both own something in it.
     */
    public Optional<Half> owner(Ipv6Address address, int length) {
        int unit = unit(address, length);
        if (length < unit) {
            return Optional.empty();
        }
        return Optional.of(owner(number(address, unit)));
    }

    /** True if a server may think of giving this away: it lies in one of the pools. */
    public boolean isPooled(Ipv6Address address, int length) {
        return spaces.stream().anyMatch(s -> s.length() == length && s.range().contains(address));
    }

    /**
     * How many pieces of one size a half owns in a range.
     *
     * @param length 128 for addresses, else the delegated length
     */
    BigInteger count(AddressRange range, int length, Half half) {
        int unit = Math.min(unit(range.first(), length), length);
        BigInteger first = range.first().toBigInteger().shiftRight(128 - length);
        BigInteger last = range.last().toBigInteger().shiftRight(128 - length);
        BigInteger firstUnit = first.shiftRight(length - unit);
        BigInteger lastUnit = last.shiftRight(length - unit);
        BigInteger units = lastUnit.subtract(firstUnit).add(BigInteger.ONE);
        BigInteger[] rounds = units.divideAndRemainder(BigInteger.valueOf(PARTS));
        BigInteger owned =
                rounds[0].multiply(
                        BigInteger.valueOf(half == Half.PRIMARY ? split : PARTS - split));
        for (int i = 0; i < rounds[1].intValue(); i++) {
            owned =
                    owned.add(
                            isOf(half, firstUnit.intValue() + i)
                                    ? BigInteger.ONE
                                    : BigInteger.ZERO);
        }
        BigInteger pieces = owned.shiftLeft(length - unit);
        if (isOf(half, firstUnit.intValue())) {
            pieces = pieces.subtract(first.subtract(firstUnit.shiftLeft(length - unit)));
        }
        if (isOf(half, lastUnit.intValue())) {
            BigInteger end = lastUnit.add(BigInteger.ONE).shiftLeft(length - unit);
            pieces = pieces.subtract(end.subtract(last).subtract(BigInteger.ONE));
        }
        return pieces;
    }

    private boolean isOf(Half half, int unitNumber) {
        return owner(unitNumber) == half;
    }

    /** The owner of a unit with these lowest bits. */
    private Half owner(int unitNumber) {
        int part = Integer.reverse(unitNumber & 0xff) >>> 24;
        return part >= PARTS - split ? Half.PRIMARY : Half.SECONDARY;
    }

    private int unit(Ipv6Address address, int length) {
        return group(address).map(Group::unit).orElse(length);
    }

    private Optional<Group> group(Ipv6Address address) {
        return Optional.ofNullable(delegated.floorEntry(address))
                .map(Map.Entry::getValue)
                .filter(group -> group.range.contains(address));
    }

    /** The lowest eight bits of the number of the unit of this length. */
    private static int number(Ipv6Address address, int unit) {
        int shift = 128 - unit;
        long bits =
                shift >= 64
                        ? address.high() >>> (shift - 64)
                        : shift == 0
                                ? address.low()
                                : address.low() >>> shift | address.high() << (64 - shift);
        return (int) (bits & 0xff);
    }
}
