package io.tandem6.server.journal;

import io.tandem6.identity.HardwareAddress;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.wire.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects rows of CSV for one write. Not thread-safe. */
final class LeaseRowWriter {
    private static final int LENGTH_KEPT = 1 << 20;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final CsvHeader header;
    private byte[] buffer = new byte[1 << 14];
    private int length;

    /** For rows below {@code header}, one of those that are written. */
    LeaseRowWriter(CsvHeader header) {
        this.header = header;
    }

    /** Octets collected. */
    int length() {
        return length;
    }

    /** What was collected, valid until the next call of another method. */
    ByteBuffer rows() {
        return ByteBuffer.wrap(buffer, 0, length);
    }

    /** Starts again. */
    void clear() {
        length = 0;
        if (buffer.length > LENGTH_KEPT) {
            buffer = new byte[1 << 14];
        }
    }

    void header() {
        ascii(header.line());
        put('\n');
    }

    /** A change; the deletion of a lease is the lease with lifetimes of zero. */
    void change(LeaseChange change) {
        switch (change) {
            case LeaseChange.Put put ->
                    row(put.lease(), put.lease().validLifetime(), put.lease().preferredLifetime());
            case LeaseChange.Delete delete -> row(delete.lease(), 0, 0);
        }
    }

    private void row(Lease lease, long validLifetime, long preferredLifetime) {
        ascii(lease.address().toString());
        put(',');
        hex(lease.duid().octets());
        put(',');
        number(validLifetime);
        number(lease.clientLastTransmission() + validLifetime);
        number(lease.subnetId());
        number(preferredLifetime);
        number(lease.type().code());
        number(lease.iaid().unsigned());
        number(lease.prefixLength());
        number(lease.fqdnForward() ? 1 : 0);
        number(lease.fqdnReverse() ? 1 : 0);
        escaped(lease.hostname());
        put(',');
        HardwareAddress hardwareAddress = lease.hardwareAddress();
        if (hardwareAddress != null) {
            hex(hardwareAddress.octets());
        }
        put(',');
        number(lease.state().code());
        escaped(lease.userContext());
        put(',');
        if (hardwareAddress == null) {
            put(',');
        } else {
            number(hardwareAddress.type());
            ascii(Integer.toString(hardwareAddress.source()));
        }
        if (header.hasPool()) {
            put(',');
            ascii(Long.toString(lease.poolId()));
        }
        put('\n');
    }

    private void number(long value) {
        ascii(Long.toString(value));
        put(',');
    }

    private void hex(Octets octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (i > 0) {
                put(':');
            }
            put(HEX[octets.at(i) >> 4]);
            put(HEX[octets.at(i) & 15]);
        }
    }

    /** Free text: the separator, the escape itself and all that is not printable ASCII. */
    private void escaped(@Nullable String text) {
        if (text == null) {
            return;
        }
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int value = octet & 0xff;
            if (value < 0x20 || value > 0x7e || value == ',' || value == '&') {
                ascii("&#x");
                put(HEX[value >> 4]);
                put(HEX[value & 15]);
            } else {
                put(value);
            }
        }
    }

    @SuppressWarnings("deprecation") // The only bulk copy of ASCII without an array in between.
    private void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), buffer, length);
        length += text.length();
    }

    private void put(int octet) {
        reserve(1);
        buffer[length++] = (byte) octet;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
