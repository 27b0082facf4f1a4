package io.tandem6.server.sql;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.Revision;
import io.tandem6.server.lease.StoredLease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said to the database about leases, over one connection. Used by one thread at
 * a time.
 */
final class LeaseSession {
    /** Sizes of lists in conditions; few, so that the database knows the statements already. */
    private static final int[] LIST_SIZES = {1, 8, 64, 256};

    /** Rows that the driver fetches at a time when all are read. */
    private static final int FETCH_SIZE = 5000;

    private final Connection connection;
    private final LeaseLayout layout;
    private final LeaseRow rows;
    private final LeaseStatements statements;

    LeaseSession(Connection connection, LeaseLayout layout) {
        this.connection = connection;
        this.layout = layout;
        this.rows = new LeaseRow(layout);
        this.statements = new LeaseStatements(layout);
    }

    /**
     * Stores changes in one transaction, each on its condition. When this returns the transaction
     * is committed.
     *
     * @return what the database has for each address whose change was not stored; the last one if
     *     an address has several
     */
    Map<Ipv6Address, StoredLease> revise(List<Revision> revisions) throws SQLException {
        return inTransaction(
                () -> {
                    Map<Ipv6Address, StoredLease> superseded = new HashMap<>();
                    for (List<Revision> wave : waves(revisions)) {
                        List<Revision> refused = new ArrayList<>();
                        refused.addAll(insert(wave));
                        refused.addAll(update(wave));
                        refused.addAll(delete(wave));
                        superseded.putAll(afterRefusal(refused));
                    }
                    return superseded;
                });
    }

    /**
     * Statements are sent by kind and not in the order of the changes; changes of the same address
     * therefore go in different waves. Within one, addresses ascend, so that two servers do not
     * wait for each other's rows.
     */
    private static List<List<Revision>> waves(List<Revision> revisions) {
        List<List<Revision>> waves = new ArrayList<>();
        Map<Ipv6Address, Integer> next = new HashMap<>();
        for (Revision revision : revisions) {
            int wave = next.merge(revision.address(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(revision);
        }
        waves.forEach(wave -> wave.sort((a, b) -> a.address().compareTo(b.address())));
        return waves;
    }

    private List<Revision> insert(List<Revision> wave) throws SQLException {
        return run(
                statements.insert(),
                wave.stream().filter(r -> r.before() == null && isPut(r)).toList(),
                (statement, revision) -> {
                    Lease lease = revision.change().lease();
                    rows.bindColumns(
                            statement, rows.bindAddress(statement, 1, lease.address()), lease);
                });
    }

    private List<Revision> update(List<Revision> wave) throws SQLException {
        return run(
                statements.update(),
                wave.stream().filter(r -> r.before() != null && isPut(r)).toList(),
                (statement, revision) -> {
                    int next = rows.bindColumns(statement, 1, revision.change().lease());
                    rows.bindCondition(statement, next, before(revision));
                });
    }

    private List<Revision> delete(List<Revision> wave) throws SQLException {
        return run(
                statements.delete(),
                wave.stream().filter(r -> !isPut(r)).toList(),
                (statement, revision) -> rows.bindCondition(statement, 1, before(revision)));
    }

    private static boolean isPut(Revision revision) {
        return switch (revision.change()) {
            case LeaseChange.Put ignored -> true;
            case LeaseChange.Delete ignored -> false;
        };
    }

    private static Lease before(Revision revision) {
        Lease before = revision.before();
        return before == null ? revision.change().lease() : before;
    }

    /** Those that changed no row. */
    private List<Revision> run(String sql, List<Revision> revisions, Binder binder)
            throws SQLException {
        List<Revision> refused = new ArrayList<>();
        if (revisions.isEmpty()) {
            return refused;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Revision revision : revisions) {
                binder.bind(statement, revision);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    refused.add(revisions.get(i));
                } else if (counts[i] < 0) {
                    throw new SQLException("the driver does not say whether a row was changed");
                }
            }
        }
        return refused;
    }

    /**
     * A change that was refused although the row is as it should be was made by an earlier attempt
     * whose answer was lost, or is what the other server wanted too.
     */
    private Map<Ipv6Address, StoredLease> afterRefusal(List<Revision> refused) throws SQLException {
        Map<Ipv6Address, StoredLease> superseded = new HashMap<>();
        if (refused.isEmpty()) {
            return superseded;
        }
        Map<Ipv6Address, StoredLease> there =
                find(refused.stream().map(Revision::address).toList());
        for (Revision revision : refused) {
            StoredLease stored =
                    there.getOrDefault(
                            revision.address(), new StoredLease(revision.address(), null));
            boolean done =
                    switch (revision.change()) {
                        case LeaseChange.Put put -> rows.isSame(put.lease(), stored.lease());
                        case LeaseChange.Delete ignored -> stored.lease() == null;
                    };
            if (!done) {
                superseded.put(revision.address(), stored);
            }
        }
        return superseded;
    }

    /** Stores changes in one transaction, whatever is there. */
    void overwrite(List<LeaseChange> changes) throws SQLException {
        Map<Ipv6Address, LeaseChange> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.address(), change));
        List<Revision> all = last.values().stream().map(c -> new Revision(null, c)).toList();
        inTransaction(
                () -> {
                    List<Revision> present = insert(all);
                    run(
                            statements.overwrite(),
                            present,
                            (statement, revision) -> {
                                Lease lease = revision.change().lease();
                                rows.bindAddress(
                                        statement,
                                        rows.bindColumns(statement, 1, lease),
                                        lease.address());
                            });
                    run(
                            statements.erase(),
                            all.stream().filter(r -> !isPut(r)).toList(),
                            (statement, revision) ->
                                    rows.bindAddress(statement, 1, revision.address()));
                    return true;
                });
    }

    /** All leases of these clients. */
    List<StoredLease> findHolders(Collection<Duid> duids) throws SQLException {
        List<StoredLease> found = new ArrayList<>();
        inLists(
                List.copyOf(duids),
                statements::selectByDuid,
                (statement, index, duid) -> statement.setBytes(index, duid.octets().toArray()),
                lease -> found.add(new StoredLease(lease.address(), lease)));
        return found;
    }

    /** The leases of these addresses; addresses without one are left out. */
    Map<Ipv6Address, StoredLease> find(Collection<Ipv6Address> addresses) throws SQLException {
        Map<Ipv6Address, StoredLease> found = new HashMap<>();
        inLists(
                List.copyOf(new HashSet<>(addresses)),
                statements::selectByAddress,
                rows::bindAddress,
                lease -> found.put(lease.address(), new StoredLease(lease.address(), lease)));
        return found;
    }

    /** What there is for these clients and addresses, addresses without lease included. */
    List<StoredLease> look(Set<Duid> duids, Set<Ipv6Address> addresses) throws SQLException {
        Map<Ipv6Address, StoredLease> found = new HashMap<>(find(addresses));
        findHolders(duids).forEach(stored -> found.put(stored.address(), stored));
        for (Ipv6Address address : addresses) {
            found.putIfAbsent(address, new StoredLease(address, null));
        }
        return List.copyOf(found.values());
    }

    private <T> void inLists(List<T> values, Sized text, ListBinder<T> binder, Consumer<Lease> each)
            throws SQLException {
        int largest = LIST_SIZES[LIST_SIZES.length - 1];
        for (int from = 0; from < values.size(); from += largest) {
            List<T> part = values.subList(from, Math.min(from + largest, values.size()));
            int size = LIST_SIZES[0];
            for (int i = 1; size < part.size(); i++) {
                size = LIST_SIZES[i];
            }
            try (PreparedStatement statement = connection.prepareStatement(text.of(size))) {
                for (int i = 0; i < size; i++) {
                    binder.bind(statement, i + 1, part.get(Math.min(i, part.size() - 1)));
                }
                read(statement, each);
            }
        }
    }

    /** A page in the order of the primary key, after {@code from} or from the beginning. */
    List<Lease> page(@Nullable Ipv6Address from, int limit) throws SQLException {
        List<Lease> page = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(statements.selectPage(limit))) {
            rows.bindFrom(statement, from);
            read(statement, page::add);
        }
        return page;
    }

    /** Shows every lease; returns the number of rows that are none. */
    long forEach(Consumer<Lease> each) throws SQLException {
        return inTransaction(
                () -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(
                                    statements.selectAll(),
                                    ResultSet.TYPE_FORWARD_ONLY,
                                    ResultSet.CONCUR_READ_ONLY)) {
                        statement.setFetchSize(FETCH_SIZE);
                        return read(statement, each);
                    }
                });
    }

    /** How many leases there are. */
    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM lease6")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Removes all leases. */
    void clear() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM lease6");
        }
    }

    /** The lease as it is when it has been stored and is read again. */
    Lease stored(Lease lease) {
        Lease stored = rows.stored(lease);
        return layout.hasPoolId() ? stored : stored.withContext(stored.userContext(), 0);
    }

    /** Returns the number of rows that are no leases. */
    private long read(PreparedStatement statement, Consumer<Lease> each) throws SQLException {
        long skipped = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                Optional<Lease> lease = rows.read(result);
                lease.ifPresent(each);
                skipped += lease.isPresent() ? 0 : 1;
            }
        }
        return skipped;
    }

    /** A connection whose transaction failed is rolled back when the pool gets it back. */
    private <T> T inTransaction(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result = work.run();
        connection.commit();
        connection.setAutoCommit(true);
        return result;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement, Revision revision) throws SQLException;
    }

    @FunctionalInterface
    private interface Sized {
        String of(int count);
    }

    @FunctionalInterface
    private interface ListBinder<T> {
        void bind(PreparedStatement statement, int index, T value) throws SQLException;
    }
}
