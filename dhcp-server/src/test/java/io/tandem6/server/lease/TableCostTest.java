package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the table looks at to answer, counted: it must not grow with the number of leases. */
class TableCostTest {
    private static final int SAMPLES = 500;

    private final Random random = new Random(7);

    /** Row n is address n, and every look at a row is counted. */
    private static final class CountedRows implements RowKey.Source {
        private long looks;

        @Override
        public long primary(int row) {
            return 0;
        }

        @Override
        public long high(int row) {
            looks++;
            return 0;
        }

        @Override
        public long low(int row) {
            looks++;
            return row;
        }

        @Override
        public long heldUntil(int row) {
            looks++;
            return Long.MAX_VALUE;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000, 1_000_000})
    void theLastFreeAddressOfAPoolIsFoundWithoutGoingThroughIt(int size) {
        CountedRows rows = new CountedRows();
        RowOrder order = new RowOrder(rows);
        order.fill(IntStream.range(0, size).toArray());
        long most = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int free = random.nextInt(size);
            int from = random.nextInt(free + 1);
            order.remove(free);
            rows.looks = 0;
            FreeSearch search =
                    new FreeSearch(new Ipv6Address(0, from), new Ipv6Address(0, size - 1), 0, 1000);
            order.search(search);
            assertThat(search.result()).isEqualTo(new Ipv6Address(0, free));
            most = Math.max(most, rows.looks);
            order.add(free);
        }
        // Two leaves, where it begins and where it ends, and the way down to them.
        assertThat(most).isLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000, 1_000_000})
    void aPlaceInAnOrderTakesAFewSteps(int size) {
        CountedRows rows = new CountedRows();
        RowOrder order = new RowOrder(rows);
        order.fill(IntStream.range(0, size).toArray());
        rows.looks = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int row = random.nextInt(size);
            order.remove(row);
            order.add(row);
        }
        assertThat(rows.looks / SAMPLES).isLessThan(600);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000, 1_000_000})
    void aRowIsHashedAndComparedAFewTimesHoweverManyThereAre(int size) {
        long[] counts = new long[2];
        RowIndex index =
                new RowIndex(
                        row -> {
                            counts[0]++;
                            return hash(row);
                        });
        for (int row = 0; row < size; row++) {
            index.add(row, hash(row));
        }
        for (int row = 0; row < size; row++) {
            int wanted = row;
            int found =
                    index.find(
                            hash(row),
                            candidate -> {
                                counts[1]++;
                                return candidate == wanted;
                            });
            assertThat(found == row).isTrue();
        }
        assertThat((double) counts[0] / size).as("hashes for each row that is added").isLessThan(4);
        assertThat((double) counts[1] / size).as("rows looked at to find one").isLessThan(3);
    }

    private static long hash(int row) {
        long mixed = (row + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L;
        return mixed ^ mixed >>> 32;
    }
}
