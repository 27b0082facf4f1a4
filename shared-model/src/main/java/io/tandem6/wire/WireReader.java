package io.tandem6.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A cursor over some octets that never leaves them.
 *
 * <p>Reading past the end yields zero, leaves nothing to read and makes {@link #failed()} true for
 * good. So a decoder reads straight down and asks once, at the end, whether what it read was there.
 * Not safe for use by several threads.
 */
public final class WireReader {
    private static final VarHandle UINT16 = view(short[].class);
    private static final VarHandle UINT32 = view(int[].class);
    private static final VarHandle UINT64 = view(long[].class);

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;
    private boolean failed;

    /**
     * Reads {@code length} octets of {@code bytes} from {@code offset}, which must not change
     * meanwhile.
     *
     * @throws IndexOutOfBoundsException if {@code bytes} is shorter
     */
    public WireReader(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.start = offset;
        this.end = offset + length;
        this.position = offset;
    }

    /** Number of octets not read yet; 0 after a failure. */
    public int remaining() {
        return end - position;
    }

    /** True once more was asked for than there was. */
    public boolean failed() {
        return failed;
    }

    /** True if everything was read and nothing more was asked for. */
    public boolean isComplete() {
        return !failed && position == end;
    }

    /** The next octet as 0..255. */
    public int uint8() {
        return has(1) ? bytes[position++] & 0xff : 0;
    }

    /** The next octet as 0..255, which stays unread; 0 without a failure if there is none. */
    public int peekUint8() {
        return position < end ? bytes[position] & 0xff : 0;
    }

    /** The next 2 octets as 0..65535. */
    public int uint16() {
        return has(2) ? (short) UINT16.get(bytes, advance(2)) & 0xffff : 0;
    }

    /** The next 4 octets as 0..4294967295. */
    public long uint32() {
        return int32() & 0xffffffffL;
    }

    /** The next 4 octets as 32 bits. */
    public int int32() {
        return has(4) ? (int) UINT32.get(bytes, advance(4)) : 0;
    }

    /** The next 8 octets as 64 bits. */
    public long int64() {
        return has(8) ? (long) UINT64.get(bytes, advance(8)) : 0;
    }

    /** A copy of the next {@code length} octets; empty if there are not as many. */
    public Octets octets(int length) {
        return has(length) ? Octets.of(bytes, advance(length), length) : Octets.EMPTY;
    }

    /** A copy of everything not read yet. */
    public Octets rest() {
        return octets(remaining());
    }

    /** A copy of everything this reader was made for, read or not. Moves nothing. */
    public Octets whole() {
        return Octets.of(bytes, start, end - start);
    }

    /**
     * A reader of the next {@code length} octets, which count as read here; an empty one if there
     * are not as many. Its failures are its own.
     */
    public WireReader slice(int length) {
        return has(length)
                ? new WireReader(bytes, advance(length), length)
                : new WireReader(bytes, end, 0);
    }

    private boolean has(int count) {
        if (count >= 0 && count <= end - position) {
            return true;
        }
        failed = true;
        position = end;
        return false;
    }

    private int advance(int count) {
        int from = position;
        position += count;
        return from;
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
    }
}
