package io.tandem6.server.sql;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.wire.Octets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns leases into the columns of {@code lease6} and back. */
final class LeaseRow {
    private static final byte[] NONE = {};

    private final LeaseLayout layout;

    LeaseRow(LeaseLayout layout) {
        this.layout = layout;
    }

    /**
     * The lease as it is after it was stored and read again: MySQL cannot store a time after 2038,
     * and older schemas know fewer states.
     */
    Lease stored(Lease lease) {
        Lease stored = lease.withState(storable(lease.state()));
        long excess = lease.expire() - layout.dialect().expireMax();
        if (lease.validLifetime() == Lease.INFINITE || excess <= 0) {
            return stored;
        }
        return stored.withTransmission(lease.clientLastTransmission() - excess);
    }

    /** Both stand for the same row. */
    boolean isSame(Lease a, @Nullable Lease b) {
        return b != null && comparable(a).equals(comparable(b));
    }

    private Lease comparable(Lease lease) {
        Lease stored = stored(lease);
        String context = stored.userContext();
        return stored.withContext(
                context == null || context.isEmpty() ? null : context,
                layout.hasPoolId() ? stored.poolId() : 0);
    }

    private LeaseState storable(LeaseState state) {
        if (layout.states().contains(state.code())) {
            return state;
        }
        return switch (state) {
            case ASSIGNED, REGISTERED -> LeaseState.ASSIGNED;
            case DECLINED -> LeaseState.DECLINED;
            case EXPIRED_RECLAIMED, RELEASED -> LeaseState.EXPIRED_RECLAIMED;
        };
    }

    int bindAddress(PreparedStatement statement, int first, Ipv6Address address)
            throws SQLException {
        switch (layout.address()) {
            case TEXT, INET -> statement.setString(first, address.toString());
            case OCTETS -> statement.setBytes(first, address.toBytes());
        }
        return first + 1;
    }

    /** Binds where a page begins; the order of texts is not that of addresses. */
    void bindFrom(PreparedStatement statement, @Nullable Ipv6Address from) throws SQLException {
        if (from == null && layout.address() == LeaseLayout.AddressKind.TEXT) {
            statement.setString(1, "");
        } else {
            bindAddress(statement, 1, from == null ? Ipv6Address.UNSPECIFIED : from);
        }
    }

    /** Binds all columns of {@link LeaseStatements} but the address; returns the next index. */
    int bindColumns(PreparedStatement statement, int first, Lease lease) throws SQLException {
        int i = first;
        HardwareAddress hardware = lease.hardwareAddress();
        String context = lease.userContext();
        statement.setBytes(i++, lease.duid().octets().toArray());
        statement.setLong(i++, lease.validLifetime());
        statement.setLong(i++, expire(lease));
        statement.setLong(i++, lease.subnetId());
        statement.setLong(i++, lease.preferredLifetime());
        statement.setInt(i++, lease.type().code());
        i = bindIaid(statement, i, lease.iaid());
        statement.setInt(i++, lease.prefixLength());
        statement.setBoolean(i++, lease.fqdnForward());
        statement.setBoolean(i++, lease.fqdnReverse());
        statement.setString(i++, lease.hostname());
        statement.setInt(i++, storable(lease.state()).code());
        statement.setBytes(i++, hardware == null ? NONE : hardware.octets().toArray());
        statement.setInt(i++, hardware == null ? 0 : hardware.type());
        statement.setInt(i++, hardware == null ? 0 : hardware.source());
        statement.setString(i++, context == null ? "" : context);
        if (layout.hasPoolId()) {
            statement.setLong(i++, lease.poolId());
        }
        return i;
    }

    /** Binds what a condition compares; returns the next index. */
    int bindCondition(PreparedStatement statement, int first, Lease before) throws SQLException {
        int i = bindAddress(statement, first, before.address());
        statement.setBytes(i++, before.duid().octets().toArray());
        i = bindIaid(statement, i, before.iaid());
        statement.setLong(i++, expire(before));
        statement.setInt(i++, storable(before.state()).code());
        return i;
    }

    /** PostgreSQL's column is signed. */
    private int bindIaid(PreparedStatement statement, int index, Iaid iaid) throws SQLException {
        switch (layout.dialect()) {
            case POSTGRESQL -> statement.setInt(index, iaid.bits());
            case MYSQL -> statement.setLong(index, iaid.unsigned());
        }
        return index + 1;
    }

    /** An infinite lease has the time of the client's last message in its column. */
    private long expire(Lease lease) {
        return lease.validLifetime() == Lease.INFINITE
                ? lease.clientLastTransmission()
                : Math.min(lease.expire(), layout.dialect().expireMax());
    }

    /**
     * Reads the columns of {@link LeaseStatements}. Whatever is odd about a row, its address counts
     * as taken for as long as the row says; empty if it has no usable address.
     */
    Optional<Lease> read(ResultSet row) throws SQLException {
        Optional<Ipv6Address> address = address(row);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        long valid = row.getLong(3) & Lease.INFINITE;
        long expire = row.getLong(4);
        long transmission = valid == Lease.INFINITE ? expire : expire - valid;
        if (valid == 0) {
            // Kea's released leases: over, but there.
            valid = 1;
            transmission = expire - 1;
        }
        LeaseType type =
                row.getInt(7) == LeaseType.IA_PD.code() ? LeaseType.IA_PD : LeaseType.IA_NA;
        String context = row.getString(17);
        String hostname = row.getString(12);
        return Optional.of(
                new Lease(
                        type,
                        address.get(),
                        Math.clamp(row.getLong(9), 1, 128),
                        duid(row.getBytes(2)),
                        new Iaid((int) row.getLong(8)),
                        row.getLong(5),
                        transmission,
                        valid,
                        row.getLong(6),
                        state(row.getInt(13)),
                        row.getBoolean(10),
                        row.getBoolean(11),
                        hostname == null ? "" : hostname,
                        hardware(row),
                        context == null || context.isEmpty() ? null : context,
                        layout.hasPoolId() ? row.getLong(18) : 0));
    }

    private Optional<Ipv6Address> address(ResultSet row) throws SQLException {
        if (layout.address() == LeaseLayout.AddressKind.OCTETS) {
            byte[] octets = row.getBytes(1);
            return octets.length == Ipv6Address.LENGTH
                    ? Optional.of(Ipv6Address.of(octets, 0))
                    : Optional.empty();
        }
        return Ipv6Address.tryParse(row.getString(1));
    }

    private static Duid duid(byte @Nullable [] octets) {
        return octets == null || octets.length == 0
                ? Duid.EMPTY
                : new Duid(Octets.of(octets, 0, Math.min(octets.length, Duid.LENGTH_MAX)));
    }

    private static LeaseState state(int code) {
        return Arrays.stream(LeaseState.values())
                .filter(state -> state.code() == code)
                .findFirst()
                .orElse(LeaseState.ASSIGNED);
    }

    private static @Nullable HardwareAddress hardware(ResultSet row) throws SQLException {
        byte[] octets = row.getBytes(14);
        return octets == null || octets.length == 0 || octets.length > HardwareAddress.LENGTH_MAX
                ? null
                : new HardwareAddress(row.getInt(15), Octets.of(octets), row.getInt(16));
    }
}
