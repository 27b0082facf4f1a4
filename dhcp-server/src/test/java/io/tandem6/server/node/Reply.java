package io.tandem6.server.node;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.message.ClientMessage;

/**
 * What a client heard.
 *
 * @param server from whom
 * @param message what
 */
record Reply(String server, ClientMessage message) {
    Ipv6Address address() {
        return message.options().iaNas().getFirst().options().addresses().getFirst().address();
    }

    Ipv6Prefix prefix() {
        return message.options().iaPds().getFirst().options().prefixes().getFirst().prefix();
    }
}
