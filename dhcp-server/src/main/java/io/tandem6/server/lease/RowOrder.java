package io.tandem6.server.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Rows in the order of their keys: a B+ tree whose leaves hold nothing but the rows, 4 to 9 octets
 * each. What a row's key is made of must not change while the row is in it.
 *
 * <p>Each part of the tree knows how many rows it has and until when all of them are held. Where
 * that is as many as there are addresses, a search for a free one passes the part as a whole.
 */
final class RowOrder {
    private final RowKey.Source keys;
    private RowNode root;

    RowOrder(RowKey.Source keys) {
        this.keys = keys;
        this.root = new RowLeaf();
    }

    /** Takes over rows that are in order already, in place of those it has. */
    void fill(int[] rows) {
        List<RowNode> level = new ArrayList<>();
        for (int from = 0; from < rows.length || level.isEmpty(); from += RowLeaf.FILLED) {
            level.add(RowLeaf.of(rows, from, Math.min(rows.length, from + RowLeaf.FILLED), keys));
        }
        while (level.size() > 1) {
            List<RowNode> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += RowBranch.FILLED) {
                int to = Math.min(level.size(), from + RowBranch.FILLED);
                above.add(RowBranch.of(level.subList(from, to), keys));
            }
            level = above;
        }
        root = level.getFirst();
    }

    /** Adds a row that is not there. */
    void add(int row) {
        RowNode right = root.add(row, keys.of(row), keys);
        if (right != null) {
            root = RowBranch.of(List.of(root, right), keys);
        }
    }

    /** Removes a row that is there. */
    void remove(int row) {
        root.remove(keys.of(row), keys);
        while (root instanceof RowBranch branch && branch.size() == 1) {
            root = branch.first();
        }
    }

    /** The row is held for a shorter time than it was. */
    void shorten(int row) {
        root.shorten(keys.of(row), keys.heldUntil(row));
    }

    /** Shows rows in order until {@code visitor} says false. */
    void visit(IntPredicate visitor) {
        root.visit(visitor);
    }

    /** The same, from the first row behind {@code key} on. */
    void visitAfter(RowKey key, IntPredicate visitor) {
        root.visitAfter(key, keys, visitor);
    }

    /** Sends {@code search} through all rows. */
    void search(FreeSearch search) {
        if (!root.search(search, null, false, keys)) {
            search.found();
        }
    }
}
