package io.tandem6.server.lease;

import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the rows of a binding: the index has one of them, and the others hang on it. */
final class BindingIndex {
    private final LeaseRows rows;
    private final RowIndex heads;

    BindingIndex(LeaseRows rows) {
        this.rows = rows;
        this.heads = new RowIndex(rows::bindingHash);
    }

    /** All leases of a binding, lowest address first. */
    List<Lease> find(BindingKey key) {
        int row = heads.find(rows.bindingHash(key), r -> rows.hasBinding(r, key));
        if (row == LeaseRows.NONE) {
            return List.of();
        }
        if (rows.next(row) == LeaseRows.NONE) {
            return List.of(rows.lease(row));
        }
        List<Lease> leases = new ArrayList<>();
        for (int r = row; r != LeaseRows.NONE; r = rows.next(r)) {
            leases.add(rows.lease(r));
        }
        leases.sort(Comparator.comparing(Lease::address));
        return leases;
    }

    /** True if the row needs no other place here when it becomes {@code lease}. */
    boolean stays(int row, Lease lease) {
        boolean willBeHeld = lease.state() != LeaseState.DECLINED || !lease.duid().isEmpty();
        return rows.hasHolder(row) == willBeHeld
                && (!willBeHeld || rows.hasBinding(row, lease.bindingKey()));
    }

    void add(int row) {
        rows.setNext(row, LeaseRows.NONE);
        if (!rows.hasHolder(row)) {
            return;
        }
        long hash = rows.bindingHash(row);
        int head = heads.find(hash, r -> rows.sameBinding(r, row));
        if (head == LeaseRows.NONE) {
            heads.add(row, hash);
        } else {
            rows.setNext(row, rows.next(head));
            rows.setNext(head, row);
        }
    }

    void remove(int row) {
        if (!rows.hasHolder(row)) {
            return;
        }
        long hash = rows.bindingHash(row);
        int head = heads.find(hash, r -> rows.sameBinding(r, row));
        int next = rows.next(row);
        if (head != row) {
            int before = head;
            while (rows.next(before) != row) {
                before = rows.next(before);
            }
            rows.setNext(before, next);
        } else if (next == LeaseRows.NONE) {
            heads.remove(row, hash);
        } else {
            heads.replace(row, next, hash);
        }
    }
}
