package io.tandem6.server.journal;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.journal.CsvHeader.InvalidHeaderException;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one lease file from its header to its end. Used once. */
final class LeaseFileReader {
    /** A row longer than this is damaged; DUID, host name and context need far less. */
    static final int LINE_LENGTH_MAX = 1 << 20;

    private static final int REASON_LENGTH_MAX = 300;

    private final Path path;
    private final Visitor visitor;
    private byte[] buffer = new byte[LINE_LENGTH_MAX];
    private int filled;
    private boolean skipping;
    private long consumed;
    private long row;
    private @Nullable CsvHeader header;
    private @Nullable LeaseRowReader rows;

    LeaseFileReader(Path path, Visitor visitor) {
        this.path = path;
        this.visitor = visitor;
    }

    /** Sees the rows of a file; they are counted from 1, the header not included. */
    interface Visitor {
        /** A good row; {@code warning} names a part that had to be left out. */
        void row(long row, LeaseChange change, @Nullable String warning) throws IOException;

        /** A row that cannot be used. */
        void damaged(long row, byte[] octets, String reason)
                throws IOException, LeaseStoreException;
    }

    /**
     * What the file looked like.
     *
     * @param header its header, null if not even that is complete
     * @param length octets up to the end of the last complete line
     * @param torn what follows that without an end of line
     */
    record Contents(@Nullable CsvHeader header, long length, Octets torn) {}

    Contents read(Disk disk) throws IOException, InvalidHeaderException, LeaseStoreException {
        try (InputStream in = disk.read(path)) {
            for (int n = read(in); n > 0; n = read(in)) {
                filled += n;
                lines();
            }
        }
        byte[] torn = Arrays.copyOf(buffer, filled);
        if (header == null && !isStartOfHeader(torn)) {
            // A text without any end of line is not ours to overwrite.
            header(torn, 0, torn.length);
        }
        return new Contents(header, consumed, Octets.of(torn));
    }

    private int read(InputStream in) throws IOException {
        if (filled == buffer.length) {
            // Only the end of an overlong line is kept, enough to see what it was.
            skipping = true;
            consumed += filled;
            filled = 0;
        }
        return in.read(buffer, filled, buffer.length - filled);
    }

    private static boolean isStartOfHeader(byte[] octets) {
        return CsvHeader.WITH_POOL
                .line()
                .startsWith(new String(octets, StandardCharsets.ISO_8859_1));
    }

    private void lines() throws IOException, InvalidHeaderException, LeaseStoreException {
        int from = 0;
        for (int i = 0; i < filled; i++) {
            if (buffer[i] == '\n') {
                line(from, i);
                from = i + 1;
            }
        }
        consumed += from;
        filled -= from;
        System.arraycopy(buffer, from, buffer, 0, filled);
    }

    private void line(int from, int to)
            throws IOException, InvalidHeaderException, LeaseStoreException {
        if (skipping) {
            skipping = false;
            damaged(from, to, "longer than " + LINE_LENGTH_MAX + " octets");
        } else if (rows == null) {
            header(buffer, from, to);
        } else if (to > from) {
            switch (rows.read(buffer, from, to)) {
                case LeaseRowReader.Row.Change change ->
                        visitor.row(++row, change.change(), change.warning());
                case LeaseRowReader.Row.Damaged damaged -> damaged(from, to, damaged.reason());
            }
        }
    }

    private void damaged(int from, int to, String reason) throws IOException, LeaseStoreException {
        visitor.damaged(
                ++row,
                Arrays.copyOfRange(buffer, from, to),
                reason.length() > REASON_LENGTH_MAX
                        ? reason.substring(0, REASON_LENGTH_MAX) + "..."
                        : reason);
    }

    private void header(byte[] octets, int from, int to) throws InvalidHeaderException {
        String line = new String(octets, from, Math.min(to - from, 1000), StandardCharsets.UTF_8);
        CsvHeader parsed = CsvHeader.parse(line, path.toString());
        header = parsed;
        rows = new LeaseRowReader(parsed);
    }
}
