package io.tandem6.message;

import io.tandem6.option.Options;

/**
 * A message between client and server, in either direction (RFC 9915 section 8).
 *
 * @param type 0..255 but for the two relay types
 * @param transactionId 24 bits, chosen by the client
 * @param options in the order in which they came
 */
public record ClientMessage(int type, int transactionId, Options options) implements Packet {
    /** Octets before the options. */
    public static final int HEADER_LENGTH = 4;

    /** Checks type and transaction id. */
    public ClientMessage {
        if (type < 0 || type > 0xff || MessageType.isRelay(type)) {
            throw new IllegalArgumentException("no type of a client's message: " + type);
        }
        if (transactionId < 0 || transactionId > 0xffffff) {
            throw new IllegalArgumentException(
                    "a transaction id has 24 bits, unlike " + transactionId);
        }
    }

    @Override
    public ClientMessage innermost() {
        return this;
    }
}
