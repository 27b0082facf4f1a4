package io.tandem6.server.journal;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.wire.Excerpt;
import io.tandem6.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows below one header. Works on octets without intermediate text, because a start has to
 * read a million rows in a second or two. Not thread-safe: scratch space is shared between rows.
 */
final class LeaseRowReader {
    private static final long UINT32_MAX = 0xffffffffL;
    private static final LeaseState[] STATES = LeaseState.values();

    private final int columns;
    private final CsvFields fields;

    LeaseRowReader(CsvHeader header) {
        columns = header.columns();
        fields = new CsvFields(columns);
    }

    /** What a row says. */
    sealed interface Row {
        /**
         * A change.
         *
         * @param warning something that had to be left out, if any
         */
        record Change(LeaseChange change, @Nullable String warning) implements Row {}

        /** Nothing that can be used. */
        record Damaged(String reason) implements Row {}
    }

    /** Reads the row in {@code line} from {@code from} to {@code to}, without its end. */
    Row read(byte[] line, int from, int to) {
        try {
            int found = fields.split(line, from, to);
            if (found > columns) {
                return new Row.Damaged(
                        "the row has " + found + " values, the header " + columns + " columns");
            }
            if (found < columns) {
                return new Row.Damaged(
                        "value index '"
                                + found
                                + "' of the CSV row is out of bounds; maximal index is '"
                                + (found - 1)
                                + "'");
            }
            return change();
        } catch (CsvFields.FieldException e) {
            return new Row.Damaged(e.getMessage());
        }
    }

    private Row change() throws CsvFields.FieldException {
        Ipv6Address address = fields.address(0);
        Octets duid = fields.octets(1);
        if (duid.isEmpty() || duid.length() > Duid.LENGTH_MAX) {
            return new Row.Damaged("a DUID has 1 to 130 octets, not " + duid.length());
        }
        long valid = fields.number(2, UINT32_MAX);
        long expire = fields.number(3, Long.MAX_VALUE);
        long typeCode = fields.number(6, 255);
        if (typeCode != LeaseType.IA_NA.code() && typeCode != LeaseType.IA_PD.code()) {
            return new Row.Damaged(
                    "lease type " + typeCode + " is neither 0 (IA_NA) nor 2 (IA_PD)");
        }
        LeaseType type = typeCode == 0 ? LeaseType.IA_NA : LeaseType.IA_PD;
        long prefixLength = fields.number(8, 128);
        if (type == LeaseType.IA_PD && prefixLength == 0) {
            return new Row.Damaged("a prefix length is 1..128, not 0");
        }
        long state = optionalNumber(13, UINT32_MAX, 0);
        if (state >= STATES.length) {
            return new Row.Damaged("lease state " + state + " is not known");
        }
        String context = columns > 14 ? fields.text(14) : "";
        if (!context.isEmpty() && !LeaseJson.isUserContext(context)) {
            return new Row.Damaged("user context '" + Excerpt.of(context) + "' is not a JSON map");
        }
        Octets hardware = hardware();
        Lease lease =
                new Lease(
                        type,
                        address,
                        // Kea 2.2 writes addresses that came from its partner with length 0.
                        type == LeaseType.IA_NA ? 128 : (int) prefixLength,
                        new Duid(duid),
                        new Iaid((int) fields.number(7, UINT32_MAX)),
                        fields.number(4, UINT32_MAX),
                        expire - valid,
                        valid,
                        fields.number(5, UINT32_MAX),
                        STATES[(int) state],
                        fields.number(9, 1) == 1,
                        fields.number(10, 1) == 1,
                        fields.text(11),
                        hardwareAddress(hardware),
                        context.isEmpty() ? null : context,
                        optionalNumber(17, UINT32_MAX, 0));
        return new Row.Change(
                LeaseChange.of(lease),
                hardware == null ? "the hardware address of " + address + " is malformed" : null);
    }

    /** Empty if there is none, null if it cannot be read; the lease is worth keeping without. */
    private @Nullable Octets hardware() {
        if (columns <= 12) {
            return Octets.EMPTY;
        }
        try {
            Octets octets = fields.isEmpty(12) ? Octets.EMPTY : fields.octets(12);
            return octets.length() > HardwareAddress.LENGTH_MAX ? null : octets;
        } catch (CsvFields.FieldException e) {
            return null;
        }
    }

    private @Nullable HardwareAddress hardwareAddress(@Nullable Octets octets)
            throws CsvFields.FieldException {
        if (octets == null || octets.isEmpty()) {
            return null;
        }
        return new HardwareAddress(
                (int) optionalNumber(15, 65535, HardwareAddress.ETHERNET),
                octets,
                (int) optionalNumber(16, 65535, HardwareAddress.SOURCE_UNKNOWN));
    }

    private long optionalNumber(int column, long max, long absent) throws CsvFields.FieldException {
        return column >= columns || fields.isEmpty(column) ? absent : fields.number(column, max);
    }
}
