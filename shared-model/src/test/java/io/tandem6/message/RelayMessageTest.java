package io.tandem6.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Options;
import io.tandem6.option.RelaySourcePort;
import io.tandem6.option.RemoteId;
import io.tandem6.wire.Octets;
import org.junit.jupiter.api.Test;

class RelayMessageTest {
    private static final Ipv6Address LINK = Ipv6Address.parse("2001:db8::1");
    private static final Ipv6Address CLIENT = Ipv6Address.parse("fe80::c");
    private static final Ipv6Address RELAY = Ipv6Address.parse("2001:db8::2");
    private static final Octets NAME = Octets.parseHex("0a00ff");
    private static final ClientMessage REQUEST =
            new ClientMessage(MessageType.REQUEST, 1, Options.EMPTY);
    private static final ClientMessage REPLY =
            new ClientMessage(MessageType.REPLY, 1, Options.EMPTY);

    private static final RelayMessage NEAR_CLIENT =
            new RelayMessage(
                    MessageType.RELAY_FORWARD,
                    0,
                    LINK,
                    CLIENT,
                    REQUEST,
                    Options.of(new RemoteId(9, NAME), new InterfaceId(NAME)));
    private static final RelayMessage NEAR_SERVER =
            new RelayMessage(
                    MessageType.RELAY_FORWARD,
                    200,
                    Ipv6Address.UNSPECIFIED,
                    RELAY,
                    NEAR_CLIENT,
                    Options.of(new RelaySourcePort(1547), new RemoteId(9, NAME)));

    @Test
    void theAnswerGoesBackThroughEveryLevel() {
        RelayMessage expectedInner =
                new RelayMessage(
                        MessageType.RELAY_REPLY,
                        0,
                        LINK,
                        CLIENT,
                        REPLY,
                        Options.of(new InterfaceId(NAME)));

        assertThat(NEAR_SERVER.replyWith(REPLY))
                .isEqualTo(
                        new RelayMessage(
                                MessageType.RELAY_REPLY,
                                200,
                                Ipv6Address.UNSPECIFIED,
                                RELAY,
                                expectedInner,
                                Options.of(new RelaySourcePort(1547))));
    }

    @Test
    void levelsAreListedFromTheServerToTheClient() {
        assertThat(NEAR_SERVER.levels()).containsExactly(NEAR_SERVER, NEAR_CLIENT);
        assertThat(NEAR_SERVER.innermost()).isSameAs(REQUEST);
        assertThat(REQUEST.innermost()).isSameAs(REQUEST);
    }
}
