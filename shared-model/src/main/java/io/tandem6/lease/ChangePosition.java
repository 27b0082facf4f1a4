package io.tandem6.lease;

/**
 * Where a change stands in the history of one server's lease store. Unique for ever: a server that
 * starts again has a higher incarnation, and within one the sequence only grows.
 *
 * @param incarnation raised at each start of the server
 * @param sequence number of the change within the incarnation, from 1; 0 is before the first
 */
public record ChangePosition(long incarnation, long sequence)
        implements Comparable<ChangePosition> {
    @Override
    public int compareTo(ChangePosition other) {
        int byIncarnation = Long.compare(incarnation, other.incarnation);
        return byIncarnation != 0 ? byIncarnation : Long.compare(sequence, other.sequence);
    }
}
