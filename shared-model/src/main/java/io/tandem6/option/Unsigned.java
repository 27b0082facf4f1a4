package io.tandem6.option;

/** Ranges of unsigned numbers on the wire. */
final class Unsigned {
    private static final long MAX_32 = 0xffffffffL;

    private Unsigned() {}

    static int check8(int value, String what) {
        return check(value, 0xff, what);
    }

    static int check16(int value, String what) {
        return check(value, 0xffff, what);
    }

    static long check32(long value, String what) {
        if (value < 0 || value > MAX_32) {
            throw outOfRange(value, MAX_32, what);
        }
        return value;
    }

    private static int check(int value, int max, String what) {
        if (value < 0 || value > max) {
            throw outOfRange(value, max, what);
        }
        return value;
    }

    private static IllegalArgumentException outOfRange(long value, long max, String what) {
        return new IllegalArgumentException(what + " is 0.." + max + ", not " + value);
    }
}
