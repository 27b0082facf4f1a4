package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;

/**
 * Reads the leases that the partner tells, with the time at which their clients were heard in this
 * server's Unix time.
 *
 * @param millisSince how many milliseconds ago something was that happened at an instant of the
 *     partner's monotonic clock, in milliseconds; empty while the clocks have not been compared
 */
record ToldLeaseReader(LongFunction<OptionalLong> millisSince) {
    /** By so much clocks of servers that are near each other can be wrong. */
    private static final long SLACK_MILLIS = 20;

    /**
     * Reads a lease that has a JSON map of its own. Where the clocks are not known its age counts,
     * as it was when it was sent, and without that the partner's Unix time.
     *
     * @param now Unix time in seconds
     * @throws LeaseJson.LeaseFormatException if it is none
     */
    Lease decode(JsonNode node, long now) throws LeaseJson.LeaseFormatException {
        Lease lease = LeaseJson.fromPage(node);
        JsonNode heard = node.path("heard");
        OptionalLong seconds =
                heard.isIntegralNumber() ? secondsSince(heard.longValue()) : OptionalLong.empty();
        if (seconds.isPresent()) {
            return lease.heardAt(now - seconds.getAsLong());
        }
        JsonNode age = node.path("age");
        return age.isIntegralNumber() ? lease.heardAt(now - age.longValue()) : lease;
    }

    /**
     * Reads what an update has as one text, see {@link UpdateOctets}.
     *
     * @param now Unix time in seconds
     * @return nothing if it has no such text
     * @throws LeaseJson.LeaseFormatException if anything in it is no lease
     */
    List<ToldLease> unpack(JsonNode arguments, long now) throws LeaseJson.LeaseFormatException {
        long sentMillis = arguments.path(UpdateOctets.SENT).asLong(0);
        return UpdateOctets.decode(
                arguments.path(UpdateOctets.OCTETS).asString(""),
                heardMillis ->
                        now
                                - secondsSince(heardMillis)
                                        .orElse(Math.floorDiv(sentMillis - heardMillis, 1000L)));
    }

    /**
     * Whole seconds that have passed: what goes to and fro must not end earlier each time. Since a
     * wall clock was set back it may have been heard in what is the future there.
     */
    private OptionalLong secondsSince(long partnersMillis) {
        OptionalLong millis = millisSince.apply(partnersMillis);
        return millis.isPresent()
                ? OptionalLong.of(Math.floorDiv(millis.getAsLong() + SLACK_MILLIS, 1000L))
                : OptionalLong.empty();
    }
}
