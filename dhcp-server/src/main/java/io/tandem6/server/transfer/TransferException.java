package io.tandem6.server.transfer;

/** Leases cannot be read or stored; the message is a sentence for the operator. */
public final class TransferException extends Exception {
    private static final long serialVersionUID = 1L;

    TransferException(String message) {
        super(message);
    }

    TransferException(String message, Throwable cause) {
        super(message, cause);
    }
}
