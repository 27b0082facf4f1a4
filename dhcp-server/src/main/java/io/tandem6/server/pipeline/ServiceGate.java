package io.tandem6.server.pipeline;

import io.tandem6.identity.Duid;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether this server answers a client's message at all. Called on the event loop. */
public interface ServiceGate {
    /** Judges one message. */
    Admission admit(Query query);

    /**
     * What the gate may know of a message.
     *
     * @param messageType RFC 9915 section 7.3, relays unwrapped
     * @param clientId the client's DUID, if it sent one
     * @param elapsedMillis the Elapsed Time option in milliseconds, -1 if absent
     */
    record Query(int messageType, @Nullable Duid clientId, int elapsedMillis) {}

    /** The verdict. */
    sealed interface Admission {
        /**
         * Answer it.
         *
         * @param classes classes that the message thereby belongs to, as {@code HA_server1}
         */
        record Serve(Set<String> classes) implements Admission {}

        /** The service is switched off. */
        record ServiceDisabled() implements Admission {}

        /** It is the partner's to answer. */
        record NotInScope() implements Admission {}
    }

    /** Serves everything. */
    ServiceGate OPEN = query -> new Admission.Serve(Set.of());
}
