package io.tandem6.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing sequence of octets with an upper limit.
 *
 * <p>What does not fit is dropped and makes {@link #failed()} true until {@link #clear()}: an
 * encoder writes straight down and asks once, at the end. Meant to be kept and cleared between
 * messages. Not safe for use by several threads.
 */
public final class WireWriter {
    private static final VarHandle UINT16 = view(short[].class);
    private static final VarHandle UINT32 = view(int[].class);
    private static final VarHandle UINT64 = view(long[].class);
    private static final int INITIAL_CAPACITY = 512;
    private static final int UINT16_MAX = 0xffff;

    private final int limit;
    private byte[] bytes;
    private int length;
    private boolean failed;

    /** A writer that takes up to {@code limit} octets. */
    public WireWriter(int limit) {
        this.limit = limit;
        this.bytes = new byte[Math.min(limit, INITIAL_CAPACITY)];
    }

    /** Number of octets written. */
    public int length() {
        return length;
    }

    /** True if something did not fit: the octets written are then of no use. */
    public boolean failed() {
        return failed;
    }

    /** Forgets everything, so that the next message can be written. */
    public void clear() {
        length = 0;
        failed = false;
    }

    /** Writes the low 8 bits of {@code value}. */
    public void uint8(int value) {
        if (reserve(1)) {
            bytes[length++] = (byte) value;
        }
    }

    /** Writes the low 16 bits of {@code value}. */
    public void uint16(int value) {
        if (reserve(2)) {
            UINT16.set(bytes, advance(2), (short) value);
        }
    }

    /** Writes the low 24 bits of {@code value}. */
    public void uint24(int value) {
        uint8(value >>> 16);
        uint16(value);
    }

    /** Writes the low 32 bits of {@code value}. */
    public void uint32(long value) {
        if (reserve(4)) {
            UINT32.set(bytes, advance(4), (int) value);
        }
    }

    /** Writes 64 bits. */
    public void int64(long value) {
        if (reserve(8)) {
            UINT64.set(bytes, advance(8), value);
        }
    }

    /** Writes all of {@code octets}. */
    public void octets(Octets octets) {
        int count = octets.length();
        if (reserve(count)) {
            octets.copyTo(bytes, advance(count));
        }
    }

    /** Writes all of {@code source}. */
    public void bytes(byte[] source) {
        if (reserve(source.length)) {
            System.arraycopy(source, 0, bytes, advance(source.length), source.length);
        }
    }

    /**
     * Writes room for a 16-bit length.
     *
     * @return what {@link #endLength16} wants, once everything that counts has been written
     */
    public int beginLength16() {
        uint16(0);
        return length;
    }

    /** Fills in the length that {@code mark} stands for; fails if it is above 65535. */
    public void endLength16(int mark) {
        int counted = length - mark;
        if (counted > UINT16_MAX) {
            failed = true;
        }
        if (!failed) {
            UINT16.set(bytes, mark - 2, (short) counted);
        }
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** A copy of what was written. */
    public Octets toOctets() {
        return Octets.of(bytes, 0, length);
    }

    private boolean reserve(int count) {
        if (failed || count > limit - length) {
            failed = true;
            return false;
        }
        if (count > bytes.length - length) {
            // The limit is far below 2^30, and growing by doubling keeps the copies few.
            bytes = Arrays.copyOf(bytes, Math.clamp(2L * (length + count), 0, limit));
        }
        return true;
    }

    private int advance(int count) {
        int from = length;
        length += count;
        return from;
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
    }
}
