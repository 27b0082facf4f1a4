package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.peer.LeaseSync.Manner;
import io.tandem6.server.peer.LeaseSync.Order;
import io.tandem6.server.peer.LeaseSync.Outcome;
import io.tandem6.server.peer.LeaseSync.Surroundings;
import io.tandem6.server.peer.PeerResult.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One synchronization: stop the source's service, read a page, keep what is newer than what is
 * here, and so on to the last page; then tell the source. The service is stopped anew before each
 * page, which starts the period anew after which the source serves again by itself. A page is on
 * disk before the next is asked for.
 *
 * <p>Leases are compared by the time of the client's last transmission alone, unless the one here
 * has changed since the page was asked for: what the page says of it is old then, whatever the
 * source's clock says, and the partner is told of the change as of any other. One that cannot be
 * read is skipped, since half of the leases are worth more than none. One that another relationship
 * looks after is skipped too: its own partner knows better. Leases that only this server has stay;
 * where the order says so the source is told of them, page by page. A source that is fetched from
 * in return is neither stopped nor told.
 */
final class SyncRun {
    /** Leases applied at a time, so that other tasks of the loop get their turn. */
    private static final int CHUNK = 500;

    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);
    private static final String FIRST_PAGE = "start";

    private final Surroundings with;
    private final Order order;
    private final Consumer<Outcome> done;
    private final Supplement supplement;
    private final WatchedLeases.Watch sincePage;
    private String from = FIRST_PAGE;
    private boolean sourceStopped;
    private boolean abandoned;
    private long received;
    private long applied;

    SyncRun(Surroundings with, Order order, Consumer<Outcome> done) {
        this.with = with;
        this.order = order;
        this.done = done;
        sincePage = with.writer().watch();
        supplement = new Supplement(with, order.source(), () -> abandoned);
    }

    void begin() {
        if (isInReturn()) {
            readPage();
        } else {
            with.log().log(HaMessage.HA_SYNC_START, order.source().name());
            stopSource();
        }
    }

    private boolean isInReturn() {
        return order.manner() == Manner.IN_RETURN;
    }

    /**
     * Gives up at the next opportunity; the outcome then is a failure that nobody is to blame for.
     */
    void abandon() {
        abandoned = true;
    }

    private void stopSource() {
        if (abandoned) {
            fail("abandoned", false);
            return;
        }
        send(
                with.commands().disable(order.maxPeriodSeconds()),
                COMMAND_TIMEOUT,
                result -> {
                    if (result instanceof Answer answer && answer.isSuccess()) {
                        sourceStopped = true;
                        readPage();
                    } else {
                        log(
                                result,
                                HaMessage.HA_DHCP_DISABLE_COMMUNICATIONS_FAILED,
                                HaMessage.HA_DHCP_DISABLE_FAILED);
                        fail("cannot stop its service: " + result.text(), true);
                    }
                });
    }

    private void readPage() {
        sincePage.begin();
        send(
                with.commands().page(from, order.pageLimit()),
                order.pageTimeout(),
                result -> {
                    JsonNode leases = leasesOf(result);
                    if (leases == null) {
                        log(
                                result,
                                HaMessage.HA_LEASES_SYNC_COMMUNICATIONS_FAILED,
                                HaMessage.HA_LEASES_SYNC_FAILED);
                        fail("no usable page of leases: " + result.text(), true);
                    } else {
                        with.log().log(
                                HaMessage.HA_LEASES_SYNC_LEASE_PAGE_RECEIVED,
                                leases.size(),
                                order.source().name());
                        received += leases.size();
                        apply(leases, 0, new HashMap<>());
                    }
                });
    }

    private static @Nullable JsonNode leasesOf(PeerResult result) {
        if (result instanceof Answer answer
                && (answer.isSuccess() || answer.result() == ControlResponse.EMPTY)
                && answer.arguments() != null
                && answer.arguments().path("leases").isArray()) {
            return answer.arguments().path("leases");
        }
        return null;
    }

    private void apply(JsonNode leases, int begin, Map<Ipv6Address, Optional<Lease>> known) {
        if (abandoned) {
            fail("abandoned", false);
            return;
        }
        int end = Math.min(begin + CHUNK, leases.size());
        List<LeaseChange> changes = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            Lease lease = read(leases.get(i));
            address(leases.get(i)).ifPresent(a -> known.put(a, Optional.ofNullable(lease)));
            if (lease != null && with.synchronizable().test(lease) && isNews(lease)) {
                changes.add(LeaseChange.of(lease));
            }
        }
        applied += changes.size();
        Runnable next =
                end < leases.size()
                        ? () -> apply(leases, end, known)
                        : () -> tellOfPage(leases, known);
        // Even without changes: those of an earlier run may be in memory and not on disk yet.
        with.writer().commit(changes, outcome -> committed(outcome, next));
    }

    private void committed(LeaseStore.Outcome outcome, Runnable next) {
        switch (outcome) {
            case LeaseStore.Outcome.Durable ignored -> next.run();
            // Whoever was faster on the common database knew of a later time.
            case LeaseStore.Outcome.Superseded ignored -> next.run();
            case LeaseStore.Outcome.Failed failed ->
                    fail("cannot store leases: " + failed.reason(), false);
        }
    }

    private @Nullable Lease read(JsonNode node) {
        try {
            return LeaseJson.fromPage(node);
        } catch (LeaseJson.LeaseFormatException e) {
            with.log().log(
                    HaMessage.HA_LEASE_SYNC_FAILED,
                    node.path("ip-address").asString("without address"),
                    String.valueOf(e.getMessage()));
            return null;
        }
    }

    private boolean isNews(Lease lease) {
        if (sincePage.hasSeen(lease.address())) {
            return false;
        }
        Lease stored = with.leases().find(lease.address());
        return stored == null || lease.supersedes(stored, with.loop().epochSecond());
    }

    private void tellOfPage(JsonNode leases, Map<Ipv6Address, Optional<Lease>> known) {
        sincePage.end();
        if (order.manner() != Manner.SUPPLEMENTED) {
            turnPage(leases);
            return;
        }
        supplement.tell(
                known,
                from.equals(FIRST_PAGE) ? null : Ipv6Address.parse(from),
                isLast(leases) ? null : address(leases.get(leases.size() - 1)).orElse(null),
                failure ->
                        failure.ifPresentOrElse(
                                result ->
                                        fail(
                                                "it does not hear what it lacks: " + result.text(),
                                                true),
                                () -> turnPage(leases)));
    }

    /**
     * The next page begins after the last address of this one, even if that lease was unreadable.
     */
    private void turnPage(JsonNode leases) {
        if (abandoned) {
            fail("abandoned", false);
            return;
        }
        if (isLast(leases)) {
            if (isInReturn()) {
                succeed();
            } else {
                tellSource();
            }
            return;
        }
        String last = leases.get(leases.size() - 1).path("ip-address").asString("");
        if (isAfter(last, from)) {
            from = last;
            if (isInReturn()) {
                readPage();
            } else {
                stopSource();
            }
        } else {
            fail("its pages do not ascend: '" + last + "' came after '" + from + "'", true);
        }
    }

    private boolean isLast(JsonNode leases) {
        return leases.isEmpty() || leases.size() < order.pageLimit();
    }

    private static Optional<Ipv6Address> address(JsonNode lease) {
        return Ipv6Address.tryParse(lease.path("ip-address").asString(""));
    }

    private static boolean isAfter(String last, String from) {
        return Ipv6Address.tryParse(last)
                .filter(
                        address ->
                                from.equals(FIRST_PAGE)
                                        || address.compareTo(Ipv6Address.parse(from)) > 0)
                .isPresent();
    }

    private void tellSource() {
        send(
                with.commands().syncComplete(),
                COMMAND_TIMEOUT,
                result -> {
                    if (result instanceof Answer answer && answer.isSuccess()) {
                        succeed();
                    } else if (result instanceof Answer answer
                            && answer.result() == ControlResponse.UNSUPPORTED) {
                        startSource(this::succeed);
                    } else {
                        log(
                                result,
                                HaMessage.HA_SYNC_COMPLETE_NOTIFY_COMMUNICATIONS_FAILED,
                                HaMessage.HA_SYNC_COMPLETE_NOTIFY_FAILED);
                        fail("it does not take note of the end: " + result.text(), true);
                    }
                });
    }

    /** Whether it works or not: the source's own period is the safety net. */
    private void startSource(Runnable next) {
        send(
                with.commands().enable(),
                COMMAND_TIMEOUT,
                result -> {
                    if (!(result instanceof Answer answer && answer.isSuccess())) {
                        log(
                                result,
                                HaMessage.HA_DHCP_ENABLE_COMMUNICATIONS_FAILED,
                                HaMessage.HA_DHCP_ENABLE_FAILED);
                    }
                    next.run();
                });
    }

    private void succeed() {
        with.log().log(
                isInReturn() ? HaMessage.HA_SYNC_RETURN_SUCCESSFUL : HaMessage.HA_SYNC_SUCCESSFUL,
                order.source().name(),
                received,
                applied);
        if (supplement.told() > 0) {
            with.log().log(
                    HaMessage.HA_SYNC_SUPPLEMENTED, order.source().name(), supplement.told());
        }
        done.accept(new Outcome.Synchronized(received, applied));
    }

    private void fail(String reason, boolean sourceFailed) {
        sincePage.end();
        with.log().log(
                isInReturn() ? HaMessage.HA_SYNC_RETURN_FAILED : HaMessage.HA_SYNC_FAILED,
                order.source().name(),
                reason);
        Outcome failed = new Outcome.Failed(reason, sourceFailed);
        if (sourceStopped) {
            startSource(() -> done.accept(failed));
        } else {
            with.loop().execute(() -> done.accept(failed));
        }
    }

    private void send(ObjectNode command, Duration timeout, Consumer<PeerResult> next) {
        with.transport().send(order.source(), command, timeout, next);
    }

    private void log(PeerResult result, HaMessage unreachable, HaMessage refused) {
        with.log().log(
                result instanceof PeerResult.Unreachable ? unreachable : refused,
                order.source().name(),
                result.text());
    }
}
