package io.tandem6.interop.lease;

import io.tandem6.address.Ipv6Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a Kea lease file: a row replaces the earlier ones, one with lifetime 0 removes them. */
public final class LeaseFile {
    /** What a cleanup leaves, oldest first, then the file itself. */
    private static final List<String> SUFFIXES = List.of(".2", ".1", "");

    private static final int ADDRESS_LENGTH = 128;

    private LeaseFile() {}

    /** What {@code file} says, without what is deleted. */
    public static LeaseDump read(Path file) {
        Map<Ipv6Address, LeaseRow> rows = new LinkedHashMap<>();
        for (String suffix : SUFFIXES) {
            Path part = Path.of(file + suffix);
            if (Files.exists(part)) {
                readPart(part, rows);
            }
        }
        return LeaseDump.of(rows.values());
    }

    private static void readPart(Path part, Map<Ipv6Address, LeaseRow> rows) {
        List<String> lines;
        try {
            lines = Files.readAllLines(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> columns = new ArrayList<>();
        for (String line : lines) {
            List<String> fields = List.of(line.split(",", -1));
            if (columns.isEmpty()) {
                columns = fields;
                continue;
            }
            LeaseRow row = row(columns, fields);
            if (row.validLifetime() == 0) {
                rows.remove(row.address());
            } else {
                rows.put(row.address(), row);
            }
        }
    }

    private static LeaseRow row(List<String> columns, List<String> fields) {
        if (fields.size() != columns.size()) {
            throw new IllegalStateException("a row does not fit the header: " + fields);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), fields.get(i));
        }
        boolean prefix = "2".equals(row.get("lease_type"));
        return new LeaseRow(
                prefix ? "IA_PD" : "IA_NA",
                Ipv6Address.parse(String.valueOf(row.get("address"))),
                // Kea 2.2 writes 0 for addresses that it has got from its partner's pages.
                prefix ? (int) number(row, "prefix_len") : ADDRESS_LENGTH,
                String.valueOf(row.get("duid")),
                number(row, "iaid"),
                number(row, "subnet_id"),
                number(row, "state"),
                number(row, "valid_lifetime"),
                number(row, "pref_lifetime"),
                number(row, "expire"));
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(String.valueOf(row.get(column)));
    }
}
