package io.tandem6.message;

import io.tandem6.option.Options;

/** What one datagram holds, or one Relay Message option. */
public sealed interface Packet permits ClientMessage, RelayMessage {
    /** The message type, 0..255, see {@link MessageType}. */
    int type();

    /** The options, but for the Relay Message option. */
    Options options();

    /** The message that all relay levels are around; this one if there are none. */
    ClientMessage innermost();
}
