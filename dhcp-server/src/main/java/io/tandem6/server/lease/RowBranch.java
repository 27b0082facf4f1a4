package io.tandem6.server.lease;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Up to {@link #CAPACITY} parts in order, and where each of them begins. */
final class RowBranch extends RowNode {
    static final int CAPACITY = 64;

    /** Parts of a branch that is made of many at once; some room is left for others. */
    static final int FILLED = CAPACITY / 8 * 7;

    private final RowNode[] parts = new RowNode[CAPACITY];

    /** No row of part i comes before start i; nothing is said of the first part. */
    private final RowKey[] starts = new RowKey[CAPACITY];

    private int size;
    private int count;

    static RowBranch of(List<RowNode> parts, RowKey.Source keys) {
        RowBranch branch = new RowBranch();
        for (RowNode part : parts) {
            branch.insert(branch.size, part, keys.of(part.firstRow()));
            branch.count += part.count();
        }
        return branch;
    }

    int size() {
        return size;
    }

    RowNode first() {
        return parts[0];
    }

    @Override
    int count() {
        return count;
    }

    @Override
    int firstRow() {
        return parts[0].firstRow();
    }

    private int partOf(RowKey key) {
        int from = 1;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            RowKey start = starts[middle];
            if (RowKey.compare(start.primary(), start.high(), start.low(), key) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    @Override
    @Nullable RowNode add(int row, RowKey key, RowKey.Source keys) {
        int at = partOf(key);
        RowNode part = parts[at].add(row, key, keys);
        count++;
        include(row, key, keys);
        if (part == null) {
            return null;
        }
        RowKey start = keys.of(part.firstRow());
        if (size < CAPACITY) {
            insert(at + 1, part, start);
            return null;
        }
        return divide(at + 1, part, start);
    }

    private RowBranch divide(int at, RowNode part, RowKey start) {
        int kept = at == size ? size : CAPACITY / 2;
        RowBranch right = new RowBranch();
        for (int i = kept; i < size; i++) {
            right.insert(right.size, parts[i], starts[i]);
            right.count += parts[i].count();
        }
        clear(kept, size);
        count -= right.count;
        size = kept;
        if (at > kept || right.size == 0) {
            right.insert(at - kept, part, start);
            right.count += part.count();
            count -= part.count();
        } else {
            insert(at, part, start);
        }
        return right;
    }

    private void insert(int at, RowNode part, RowKey start) {
        System.arraycopy(parts, at, parts, at + 1, size - at);
        System.arraycopy(starts, at, starts, at + 1, size - at);
        parts[at] = part;
        starts[at] = start;
        size++;
        include(part);
    }

    @Override
    void remove(RowKey key, RowKey.Source keys) {
        int at = partOf(key);
        parts[at].remove(key, keys);
        count--;
        if (parts[at].count() == 0 && size > 1) {
            cut(at);
        } else if (at + 1 < size && parts[at].shouldAbsorb(parts[at + 1])) {
            parts[at].absorb(parts[at + 1], starts[at + 1]);
            cut(at + 1);
        } else if (at > 0 && parts[at - 1].shouldAbsorb(parts[at])) {
            parts[at - 1].absorb(parts[at], starts[at]);
            cut(at);
        }
    }

    private void cut(int at) {
        System.arraycopy(parts, at + 1, parts, at, size - at - 1);
        System.arraycopy(starts, at + 1, starts, at, size - at - 1);
        clear(size - 1, size);
        size--;
    }

    @SuppressWarnings("NullAway") // What is beyond the size is never read.
    private void clear(int from, int to) {
        for (int i = from; i < to; i++) {
            parts[i] = null;
            starts[i] = null;
        }
    }

    @Override
    void shorten(RowKey key, long newHeldUntil) {
        heldUntil = Math.min(heldUntil, newHeldUntil);
        parts[partOf(key)].shorten(key, newHeldUntil);
    }

    @Override
    boolean shouldAbsorb(RowNode right) {
        return right instanceof RowBranch branch
                && Math.min(size, branch.size) < CAPACITY / 4
                && size + branch.size <= CAPACITY / 4 * 3;
    }

    @Override
    void absorb(RowNode right, RowKey separator) {
        RowBranch branch = (RowBranch) right;
        for (int i = 0; i < branch.size; i++) {
            insert(size, branch.parts[i], i == 0 ? separator : branch.starts[i]);
        }
        count += branch.count;
    }

    @Override
    boolean visit(IntPredicate visitor) {
        for (int i = 0; i < size; i++) {
            if (!parts[i].visit(visitor)) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean visitAfter(RowKey key, RowKey.Source keys, IntPredicate visitor) {
        int at = partOf(key);
        if (!parts[at].visitAfter(key, keys, visitor)) {
            return false;
        }
        for (int i = at + 1; i < size; i++) {
            if (!parts[i].visit(visitor)) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean search(FreeSearch search, @Nullable RowKey end, boolean fromStart, RowKey.Source keys) {
        boolean over = searchParts(search, end, fromStart, keys);
        if (heldUntil < search.now()) {
            review();
        }
        return over;
    }

    private boolean searchParts(
            FreeSearch search, @Nullable RowKey end, boolean fromStart, RowKey.Source keys) {
        int first = fromStart ? 0 : partOf(search.key());
        for (int i = first; i < size; i++) {
            RowKey partEnd = i + 1 < size ? starts[i + 1] : end;
            boolean partFromStart = i == 0 ? fromStart : search.standsAt(starts[i]);
            boolean over =
                    partFromStart && search.canPass(parts[i], partEnd)
                            ? search.passTo(partEnd)
                            : parts[i].search(search, partEnd, partFromStart, keys);
            if (over) {
                return true;
            }
        }
        return false;
    }

    private void review() {
        heldUntil = Long.MAX_VALUE;
        zeroBits = 128;
        for (int i = 0; i < size; i++) {
            include(parts[i]);
        }
    }
}
