package io.tandem6.message;

import io.tandem6.option.MalformedReason;

/** What octets from the network turned out to be. */
public sealed interface Decoded {
    /**
     * A message, well-formed but not necessarily one that makes sense.
     *
     * @param packet the message
     */
    record Ok(Packet packet) implements Decoded {}

    /**
     * No message.
     *
     * @param reason for counters
     * @param detail a sentence for people, without anything a sender could choose at will
     */
    record Malformed(MalformedReason reason, String detail) implements Decoded {}
}
