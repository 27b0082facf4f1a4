package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.classify.PacketView;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.message.ClientMessage;
import io.tandem6.server.sender.Sender;
import io.tandem6.server.sender.Senders;
import io.tandem6.server.subnet.Arrival;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages that come without relays from the link of {@code eth0}. */
final class DirectRequest {
    private DirectRequest() {}

    /**
     * What the server knows of such a message at {@code now} (Unix seconds).
     *
     * @param assigned classes of the sender, whatever their tests say
     */
    static Request of(ClientMessage message, Senders senders, Set<String> assigned, long now) {
        Arrival arrival = new Arrival("eth0", Ipv6Address.parse("fe80::a"), List.of());
        PacketView packet =
                new PacketView(
                        message,
                        List.of(),
                        "eth0",
                        arrival.source(),
                        Ipv6Address.parse("ff02::1:2"),
                        100);
        Sender sender = senders.identify(packet, arrival, assigned, Optional.empty());
        return new Request(
                packet,
                arrival,
                sender.link(),
                sender.classification().classes(),
                sender.hosts(),
                Optional.empty(),
                now,
                Optional.empty());
    }

    /** The configuration in a text, where quotation marks may be single ones. */
    static ServerConfig config(String text) {
        return new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                .parse("f", text.replace('\'', '"'))
                .config()
                .orElseThrow();
    }
}
