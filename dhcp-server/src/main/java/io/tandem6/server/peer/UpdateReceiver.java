package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.lease.ReceivedUpdates;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Receives the lease updates of a partner that is Tandem6, and has those applied that count: they
 * are of a start of the partner that is trusted, and do not come too late. Event loop only.
 */
final class UpdateReceiver {
    private final ReceivedUpdates received;
    private final LongPredicate trusted;
    private final BulkApply bulk;
    private @Nullable UpdateNumber last;

    /**
     * Has received nothing yet.
     *
     * @param received how far the updates of other servers have come
     * @param trusted true if what the partner has said in this start of it counts
     * @param bulk takes the leases
     */
    UpdateReceiver(ReceivedUpdates received, LongPredicate trusted, BulkApply bulk) {
        this.received = received;
        this.trusted = trusted;
        this.bulk = bulk;
    }

    /** The last update that was taken, if there was one. */
    Optional<UpdateNumber> last() {
        return Optional.ofNullable(last);
    }

    /** What {@code partner} has sent up to {@code number} has arrived or comes too late. */
    void settled(String partner, UpdateNumber number) {
        received.settled(partner, number);
    }

    /**
     * Takes an update of {@code partner}, whose number it must carry.
     *
     * @param answer hears once what came of it: an error if the update as a whole does not count,
     *     of which nothing is taken then
     */
    void receive(String partner, JsonNode arguments, Consumer<ControlResponse> answer) {
        Optional<UpdateNumber> number = UpdateNumber.decode(arguments.path("update-number"));
        Optional<String> objection =
                number.map(given -> objection(partner, given))
                        .orElse(Optional.of("the update has no number"));
        if (objection.isPresent()) {
            answer.accept(ControlResponse.error(objection.get()));
            return;
        }
        // Many leases at once are read before anything else is done: a part of them tells nothing.
        List<ToldLease> packed;
        try {
            packed = bulk.unpack(arguments);
        } catch (LeaseJson.LeaseFormatException e) {
            answer.accept(ControlResponse.error(String.valueOf(e.getMessage())));
            return;
        }
        received.arrived(partner, number.orElseThrow());
        last = number.orElseThrow();
        bulk.apply(arguments, packed, answer);
    }

    /**
     * Why an update does not count, if so. What comes before the partner has said which updates are
     * still on their way may be from long ago: a server that was restarted does not know what it
     * had before.
     */
    private Optional<String> objection(String partner, UpdateNumber number) {
        if (!trusted.test(number.incarnation())
                || !received.isCounted(partner, number.incarnation())) {
            return Optional.of(
                    "'%s' has not been heard since it started, or has forgotten what it did"
                            .formatted(partner));
        }
        return received.overtakenBy(partner, number)
                .map(
                        later ->
                                "update %s of '%s' comes too late, after %s"
                                        .formatted(number, partner, later));
    }
}
