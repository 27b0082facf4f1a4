package io.tandem6.server.pipeline;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.message.MessageType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a lease, for counting. */
public enum LeaseEvent {
    /** A client got an address or prefix that it did not hold: Kea's cumulative-assigned. */
    GRANTED,
    /** A client keeps what it holds, with new lifetimes. */
    EXTENDED,
    /** A client keeps what it holds, with what is left of its lifetimes: lease caching. */
    REUSED,
    /** A client gave it back. */
    RELEASED,
    /** A client found the address in use. */
    DECLINED,
    /** It was taken from the client, which got another or none in its place. */
    REVOKED,
    /** It ended by itself. */
    EXPIRED;

    /**
     * What a change means. A Renew or Rebind may also grant leases, so what was there before counts
     * and not the type of the message.
     *
     * @param messageType of the client's message
     * @param change what is decided about the lease
     * @param before the lease of that address until then, if any
     * @param now Unix time in seconds
     */
    static LeaseEvent of(int messageType, LeaseChange change, @Nullable Lease before, long now) {
        return switch (change) {
            case LeaseChange.Delete ignored -> ended(messageType);
            case LeaseChange.Put(Lease after) when after.state() == LeaseState.EXPIRED_RECLAIMED ->
                    ended(messageType);
            case LeaseChange.Put(Lease after) when after.state() == LeaseState.DECLINED -> DECLINED;
            case LeaseChange.Put(Lease after) ->
                    before != null
                                    && before.isInUse(now)
                                    && before.bindingKey().equals(after.bindingKey())
                            ? EXTENDED
                            : GRANTED;
        };
    }

    private static LeaseEvent ended(int messageType) {
        return messageType == MessageType.RELEASE ? RELEASED : REVOKED;
    }

    /** The value of the metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
