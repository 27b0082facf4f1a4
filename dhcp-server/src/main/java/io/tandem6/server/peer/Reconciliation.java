package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who waits until both servers know all of each other: the state machine, in place of fetching the
 * partner's leases, and an operator who wants all of them. Event loop only.
 */
final class Reconciliation {
    /** In a greeting: the partner is to tell everything. */
    private static final String TELL_ALL = "tell-all";

    private static final Duration TELL_ALL_TIMEOUT = Duration.ofSeconds(10);

    private final HaSettings settings;
    private final ContinuitySurroundings with;
    private final EventLoop loop;
    private final Supplier<BulkApply.Counts> received;
    private final WholeFetch wholeFetch = new WholeFetch();
    private @Nullable Consumer<Boolean> synchronizing;

    /**
     * Nobody waits.
     *
     * @param received how many leases have come
     */
    Reconciliation(
            HaSettings settings, ContinuitySurroundings with, Supplier<BulkApply.Counts> received) {
        this.settings = settings;
        this.with = with;
        this.loop = with.loop();
        this.received = received;
    }

    /** True if a heartbeat of the partner asks for all leases. */
    static boolean isAllWanted(JsonNode arguments) {
        return arguments.path(Greeting.KEY).path(TELL_ALL).asBoolean(false);
    }

    /** The state machine waits: {@code done} hears whether the partner was not lost before. */
    void await(Consumer<Boolean> done) {
        synchronizing = done;
    }

    /** It waits no more. */
    void abandon() {
        synchronizing = null;
    }

    /** Both know all of each other, or the partner is lost. */
    void end(boolean successful) {
        Consumer<Boolean> waiting = synchronizing;
        if (waiting != null) {
            synchronizing = null;
            loop.execute(() -> waiting.accept(successful));
        }
    }

    /**
     * Has the partner tell all its leases, at the operator's request.
     *
     * @param obstacle why it cannot be asked, empty if it can
     * @param greeting what is said to it
     * @param done hears when they are here, on disk
     */
    void fetchAll(String obstacle, Greeting greeting, Consumer<LeaseSync.Outcome> done) {
        String reason = wholeFetch.isUnderWay() ? "a synchronization is under way" : obstacle;
        if (!reason.isEmpty()) {
            loop.execute(() -> done.accept(new LeaseSync.Outcome.Failed(reason, false)));
            return;
        }
        wholeFetch.begin(done, received.get(), loop.nanoTime());
        HaSettings.Peer partner = settings.partner().orElseThrow();
        ObjectNode said = greeting.encode().put(TELL_ALL, true);
        with.relationship()
                .transport()
                .send(
                        partner,
                        with.commands().heartbeat(Optional.of(said)),
                        TELL_ALL_TIMEOUT,
                        result -> {
                            if (!(result instanceof PeerResult.Answer answer
                                    && answer.isSuccess())) {
                                fail("'" + partner.name() + "' cannot be asked: " + result.text());
                            }
                        });
    }

    /** To be called often, with whether both know all of each other. */
    void look(boolean reconciled) {
        wholeFetch.look(reconciled, received.get(), loop.nanoTime());
    }

    /** What the operator waits for does not come. */
    void fail(String reason) {
        wholeFetch.fail(reason);
    }
}
