package io.tandem6.server.lease;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes with a key, since clients choose their DUIDs: who does not know the key cannot choose them
 * so that they collide.
 */
final class RowHash {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private final long first;
    private final long second;

    RowHash(long key) {
        first = mix(key ^ ODD, 0xbf58476d1ce4e5b9L);
        second = mix(key + ODD, 0x94d049bb133111ebL);
    }

    long of(long high, long low) {
        return mix(mix(high ^ first, low ^ second) ^ first, ODD);
    }

    long of(int type, int iaid, byte[] octets, int from, int length) {
        long hash = of(type << 8 | length, iaid);
        int at = from;
        for (; at + 8 <= from + length; at += 8) {
            hash = mix(hash ^ (long) LONG.get(octets, at), second ^ ODD);
        }
        long rest = 0;
        for (; at < from + length; at++) {
            rest = rest << 8 | (octets[at] & 0xff);
        }
        return of(hash, rest);
    }

    private static long mix(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ a * b;
    }
}
