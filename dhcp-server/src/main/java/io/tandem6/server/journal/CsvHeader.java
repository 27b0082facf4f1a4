package io.tandem6.server.journal;

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

    /** Columns that are written, those of Kea 2.2; newer ones read them too. */
    static final int WRITTEN = 17;

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

    /** The line that starts every file written here. */
    static final String LINE = String.join(",", NAMES.subList(0, WRITTEN));

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

    /** True if rows may be appended below it. */
    boolean isWritten() {
        return columns == WRITTEN;
    }

    boolean isOlder() {
        return columns < WRITTEN;
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
