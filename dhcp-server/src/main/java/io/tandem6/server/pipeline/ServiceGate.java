package io.tandem6.server.pipeline;

import io.tandem6.identity.Duid;
import io.tandem6.server.subnet.Link;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides whether this server answers a client's message at all. Called on the event loop. */
@FunctionalInterface
public interface ServiceGate {
    /** Judges one message, before anything is known of the client's link. */
    Admission admit(Query query);

    /**
     * What the gate may know of a message.
     *
     * @param messageType RFC 9915 section 7.3, relays unwrapped
     * @param clientId the client's DUID, if it sent one
     * @param elapsedMillis the Elapsed Time option in milliseconds, -1 if absent
     * @param chosen true if the client names this server, whose offer it has taken, in its message
     */
    record Query(int messageType, @Nullable Duid clientId, int elapsedMillis, boolean chosen) {
        /**
         * True if the client has tried for so long, or asks nobody but this server, which would not
         * have made it an offer if another one had answered.
         */
        public boolean isDue(int millis) {
            return chosen || elapsedMillis >= millis;
        }
    }

    /** What the gate says. */
    sealed interface Admission {}

    /**
     * It cannot say yet: who answers depends on the link that the message comes from.
     *
     * @param classes all classes that the message may turn out to belong to; the link that they
     *     lead to must in the end be the one that the classes of the verdict lead to
     * @param verdict tells, when the link is known or is known to be none that is configured
     */
    record DependsOnLink(Set<String> classes, Function<Optional<Link>, Verdict> verdict)
            implements Admission {}

    /** Whether the message is answered, and if not, why. */
    sealed interface Verdict extends Admission {}

    /**
     * Answer it.
     *
     * @param classes classes that the message thereby belongs to, as {@code HA_server1}
     * @param partner the DUID of a partner in whose name messages may be answered too
     */
    record Serve(Set<String> classes, Optional<Duid> partner) implements Verdict {
        /** Nobody's but this server's. */
        public Serve(Set<String> classes) {
            this(classes, Optional.empty());
        }
    }

    /** The service is switched off. */
    record ServiceDisabled() implements Verdict {}

    /** It is the partner's to answer. */
    record NotInScope() implements Verdict {}

    /** None of several relationships serves the client's link. */
    record NoRelationship() implements Verdict {}

    /** Serves everything. */
    ServiceGate OPEN = query -> new Serve(Set.of());
}
