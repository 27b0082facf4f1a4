package io.tandem6.server.journal;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.journal.CsvHeader.InvalidHeaderException;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads one lease file from its header to its end. Used once.
 *
 * <p>Pieces of the file are parsed by an executor while the calling thread reads on and shows, in
 * order, what the pieces before held.
 */
final class LeaseFileReader {
    /** A row longer than this is damaged; DUID, host name and context need far less. */
    static final int LINE_LENGTH_MAX = 1 << 20;

    private static final int PIECE_LENGTH = 1 << 18;
    private static final int REASON_LENGTH_MAX = 300;
    private static final int HEADER_SHOWN_MAX = 1000;

    private final Path path;
    private final Visitor visitor;
    private final Executor parser;
    private final int piecesAhead;
    private final ArrayDeque<CompletableFuture<ParsedRows>> parsing = new ArrayDeque<>();
    private final ArrayDeque<byte[]> spareBuffers = new ArrayDeque<>();
    private byte[] buffer = new byte[LINE_LENGTH_MAX];
    private int filled;
    private boolean skipping;
    private long consumed;
    private long row;
    private @Nullable CsvHeader header;

    /** Parses on the calling thread. */
    LeaseFileReader(Path path, Visitor visitor) {
        this(path, visitor, Runnable::run, 0);
    }

    /** Parses up to {@code piecesAhead} pieces at the same time by {@code parser}. */
    LeaseFileReader(Path path, Visitor visitor, Executor parser, int piecesAhead) {
        this.path = path;
        this.visitor = visitor;
        this.parser = parser;
        this.piecesAhead = piecesAhead;
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
                int before = filled;
                filled += n;
                lines(before);
            }
        }
        showAllBut(0);
        byte[] torn = Arrays.copyOf(buffer, filled);
        if (header == null && !isStartOfHeader(torn)) {
            // A text without any end of line is not ours to overwrite.
            header = header(torn, 0, torn.length);
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
        return in.read(buffer, filled, Math.min(PIECE_LENGTH, buffer.length - filled));
    }

    private static boolean isStartOfHeader(byte[] octets) {
        return CsvHeader.WITH_POOL
                .line()
                .startsWith(new String(octets, StandardCharsets.ISO_8859_1));
    }

    /** Takes the whole lines out of the buffer, of which some end at or behind {@code unseen}. */
    private void lines(int unseen) throws IOException, InvalidHeaderException, LeaseStoreException {
        int from = 0;
        if (skipping || header == null) {
            int end = ParsedRows.endOfLine(buffer, unseen, filled);
            if (end == filled) {
                return;
            }
            firstLine(end);
            from = end + 1;
        }
        int to = filled;
        while (to > Math.max(from, unseen) && buffer[to - 1] != '\n') {
            to--;
        }
        boolean wholeLine = to > from && buffer[to - 1] == '\n';
        consumed += wholeLine ? to : from;
        if (wholeLine && header != null) {
            parse(header, from, to);
        } else {
            filled -= from;
            System.arraycopy(buffer, from, buffer, 0, filled);
        }
    }

    private void firstLine(int end)
            throws IOException, InvalidHeaderException, LeaseStoreException {
        if (skipping) {
            skipping = false;
            showAllBut(0);
            damaged(buffer, 0, end, "longer than " + LINE_LENGTH_MAX + " octets");
        } else {
            header = header(buffer, 0, end);
        }
    }

    /** Hands lines over to the parser, and goes on in another buffer with what follows them. */
    private void parse(CsvHeader columns, int from, int to)
            throws IOException, LeaseStoreException {
        byte[] octets = buffer;
        parsing.add(
                CompletableFuture.supplyAsync(
                        () -> ParsedRows.of(columns, octets, from, to), parser));
        byte[] spare = spareBuffers.poll();
        buffer = spare == null ? new byte[LINE_LENGTH_MAX] : spare;
        filled -= to;
        System.arraycopy(octets, to, buffer, 0, filled);
        showAllBut(piecesAhead);
    }

    /** Shows what was parsed until so many pieces are left. */
    private void showAllBut(int pieces) throws IOException, LeaseStoreException {
        while (parsing.size() > pieces) {
            ParsedRows parsed = parsing.remove().join();
            for (int i = 0; i < parsed.rows().size(); i++) {
                switch (parsed.rows().get(i)) {
                    case LeaseRowReader.Row.Change change ->
                            visitor.row(++row, change.change(), change.warning());
                    case LeaseRowReader.Row.Damaged damaged ->
                            damaged(
                                    parsed.octets(),
                                    parsed.from(i),
                                    parsed.to(i),
                                    damaged.reason());
                }
            }
            spareBuffers.add(parsed.octets());
        }
    }

    private void damaged(byte[] octets, int from, int to, String reason)
            throws IOException, LeaseStoreException {
        visitor.damaged(
                ++row,
                Arrays.copyOfRange(octets, from, to),
                reason.length() > REASON_LENGTH_MAX
                        ? reason.substring(0, REASON_LENGTH_MAX) + "..."
                        : reason);
    }

    private CsvHeader header(byte[] octets, int from, int to) throws InvalidHeaderException {
        int shown = Math.min(to - from, HEADER_SHOWN_MAX);
        String line = new String(octets, from, shown, StandardCharsets.UTF_8);
        return CsvHeader.parse(line, path.toString());
    }
}
