package io.tandem6.server.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The texts of the statements for one layout. Parameters come in the order in which they are named
 * here: first the address and the other columns, then the condition.
 */
final class LeaseStatements {
    private static final List<String> COLUMNS =
            List.of(
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
                    "state",
                    "hwaddr",
                    "hwtype",
                    "hwaddr_source",
                    "user_context");

    private final LeaseLayout layout;
    private final List<String> columns;

    LeaseStatements(LeaseLayout layout) {
        this.layout = layout;
        List<String> all = new ArrayList<>(COLUMNS);
        if (layout.hasPoolId()) {
            all.add("pool_id");
        }
        columns = List.copyOf(all);
    }

    /** Adds a lease if its address has none: address, columns. */
    String insert() {
        return insertInto() + layout.dialect().unlessPresent();
    }

    private String insertInto() {
        List<String> values = new ArrayList<>();
        values.add(layout.address().parameter());
        columns.forEach(column -> values.add(parameter(column)));
        return "INSERT INTO lease6 (address, "
                + String.join(", ", columns)
                + ") VALUES ("
                + String.join(", ", values)
                + ")";
    }

    /** Replaces a lease that is what it is taken for: columns, condition. */
    String update() {
        return "UPDATE lease6 SET " + assignments() + condition();
    }

    /** Removes a lease that is what it is taken for: condition. */
    String delete() {
        return "DELETE FROM lease6" + condition();
    }

    /** Replaces whatever lease there is: columns, address. */
    String overwrite() {
        return "UPDATE lease6 SET " + assignments() + atAddress();
    }

    /** Removes whatever lease there is: address. */
    String erase() {
        return "DELETE FROM lease6" + atAddress();
    }

    /** All leases, in no order. */
    String selectAll() {
        return select();
    }

    /** The leases of {@code count} clients: their DUIDs. */
    String selectByDuid(int count) {
        return select() + " WHERE duid IN (" + parameters("?", count) + ")";
    }

    /** The leases of {@code count} addresses: those. */
    String selectByAddress(int count) {
        return select()
                + " WHERE address IN ("
                + parameters(layout.address().parameter(), count)
                + ")";
    }

    /** The next leases in the order of the primary key: the last address of the page before. */
    String selectPage(int limit) {
        return select()
                + " WHERE address > "
                + layout.address().parameter()
                + " ORDER BY address LIMIT "
                + limit;
    }

    private String select() {
        List<String> read = new ArrayList<>();
        read.add(layout.address().column());
        for (String column : columns) {
            read.add(column.equals("expire") ? layout.dialect().expireColumn() : column);
        }
        return "SELECT " + String.join(", ", read) + " FROM lease6";
    }

    private String assignments() {
        return String.join(
                ", ", columns.stream().map(column -> column + " = " + parameter(column)).toList());
    }

    private String condition() {
        return atAddress()
                + " AND "
                + layout.dialect().holderColumn()
                + " = ? AND iaid = ? AND expire = "
                + layout.dialect().timeParameter()
                + " AND state = ?";
    }

    private String atAddress() {
        return " WHERE address = " + layout.address().parameter();
    }

    private String parameter(String column) {
        return column.equals("expire") ? layout.dialect().timeParameter() : "?";
    }

    private static String parameters(String parameter, int count) {
        return String.join(", ", Collections.nCopies(count, parameter));
    }
}
