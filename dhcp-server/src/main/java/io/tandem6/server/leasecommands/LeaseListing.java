package io.tandem6.server.leasecommands;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Goes through the table for an answer that lists leases, some at a time, so that clients are
 * served in between. A lease that changes meanwhile is listed as it was or as it is.
 */
final class LeaseListing {
    /** Leases looked at in one go, a few milliseconds. */
    static final int STEP = 1000;

    private final LeaseTable table;
    private final EventLoop loop;
    private final Predicate<Lease> wanted;
    private final int limit;
    private final Consumer<ArrayNode> done;
    private final ArrayNode found = JsonNodeFactory.instance.arrayNode();

    private LeaseListing(
            LeaseTable table,
            EventLoop loop,
            Predicate<Lease> wanted,
            int limit,
            Consumer<ArrayNode> done) {
        this.table = table;
        this.loop = loop;
        this.wanted = wanted;
        this.limit = limit;
        this.done = done;
    }

    /** Hands all leases that are {@code wanted} to {@code done}, by ascending address. */
    static void all(
            LeaseTable table, EventLoop loop, Predicate<Lease> wanted, Consumer<ArrayNode> done) {
        new LeaseListing(table, loop, wanted, Integer.MAX_VALUE, done).step(null);
    }

    /** The same with the first {@code limit} leases behind {@code from}, null for the start. */
    static void page(
            LeaseTable table,
            EventLoop loop,
            @Nullable Ipv6Address from,
            int limit,
            Consumer<ArrayNode> done) {
        new LeaseListing(table, loop, lease -> true, limit, done).step(from);
    }

    private void step(@Nullable Ipv6Address from) {
        int room = Math.min(STEP, limit - found.size());
        List<Lease> next = table.page(from, room);
        for (Lease lease : next) {
            if (wanted.test(lease)) {
                found.add(LeaseJson.toAnswer(lease));
            }
        }
        if (next.size() < room || found.size() == limit) {
            done.accept(found);
        } else {
            Ipv6Address last = next.getLast().address();
            loop.execute(() -> step(last));
        }
    }
}
