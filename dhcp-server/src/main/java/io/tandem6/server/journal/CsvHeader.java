package io.tandem6.server.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The first line of a lease file: always a prefix of the same list, longer with each version of
 * Kea.
 *
 * @param columns number of columns, {@link #MANDATORY}..18
 */
record CsvHeader(int columns) {
    /** Columns that the first version had. */
    static final int MANDATORY = 12;

    static final List<String> NAMES =
            List.of(
                    "address",
                    "duid",
                    "valid_lifetime",
                    "expire",
                    "subnet_id",
                    "pref_lifetime",
                    "lease_type",
                    "iaid",
                    "prefix_len",
                    "fqdn_fwd",
                    "fqdn_rev",
                    "hostname",
                    "hwaddr",
                    "state",
                    "user_context",
                    "hwtype",
                    "hwaddr_source",
                    "pool_id");

    /** The columns of Kea 2.2, which newer ones read too. */
    static final CsvHeader PLAIN = new CsvHeader(17);

    /** Those of Kea 2.3.8 and later, with the pool; Kea 2.2 would convert the file. */
    static final CsvHeader WITH_POOL = new CsvHeader(18);

    /** The longest header line in octets. */
    private static final int LENGTH_MAX = 1000;

    /** A header that belongs to no known version. */
    static final class InvalidHeaderException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidHeaderException(String line, String file, String reason) {
            super("invalid header '" + line + "' in CSV file '" + file + "':  - " + reason);
        }
    }

    /** Reads the line, without its end. */
    static CsvHeader parse(String line, String file) throws InvalidHeaderException {
        String[] names = line.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            if (i == NAMES.size() || !names[i].equals(NAMES.get(i))) {
                throw new InvalidHeaderException(
                        line, file, "header contains an invalid column: '" + names[i] + "'");
            }
        }
        if (names.length < MANDATORY) {
            throw new InvalidHeaderException(
                    line, file, "header misses the column: '" + NAMES.get(names.length) + "'");
        }
        return new CsvHeader(names.length);
    }

    /**
     * The columns to write beside files that are there already: what a newer Kea knows of a lease
     * must not get lost, while an older one should find what it is used to.
     */
    static CsvHeader suiting(Disk disk, LeaseFileNames names) throws IOException {
        for (Path path :
                List.of(names.live(), names.input(), names.previous(), names.completed())) {
            if (disk.exists(path) && firstLine(disk, path).equals(WITH_POOL.line())) {
                return WITH_POOL;
            }
        }
        return PLAIN;
    }

    private static String firstLine(Disk disk, Path path) throws IOException {
        try (InputStream in = disk.read(path)) {
            String start = new String(in.readNBytes(LENGTH_MAX), StandardCharsets.ISO_8859_1);
            return start.substring(0, Math.max(0, start.indexOf('\n')));
        }
    }

    /** The line, without its end. */
    String line() {
        return String.join(",", NAMES.subList(0, columns));
    }

    boolean hasPool() {
        return columns >= WITH_POOL.columns;
    }

    boolean isOlderThan(CsvHeader other) {
        return columns < other.columns;
    }

    /** The version that Kea has for it. */
    String schemaVersion() {
        return switch (columns) {
            case 12 -> "1.0";
            case 13 -> "2.0";
            case 14 -> "3.0";
            case 15 -> "3.1";
            case 16, 17 -> "4.0";
            default -> "5.0";
        };
    }
}
