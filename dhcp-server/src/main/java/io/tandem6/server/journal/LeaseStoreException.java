package io.tandem6.server.journal;

/** A lease store cannot be opened; the server must not start without its leases. */
public final class LeaseStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseStoreException(String reason) {
        super("Unable to open database: " + reason);
    }

    LeaseStoreException(String reason, Throwable cause) {
        super("Unable to open database: " + reason, cause);
    }
}
