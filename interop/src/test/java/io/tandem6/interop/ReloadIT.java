package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.load.Perfdhcp;
import io.tandem6.interop.load.Reloads;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server whose configuration is read again and again loses no exchange and opens no socket. */
class ReloadIT {
    private static final int RELOADS = 200;
    private static final long EXCHANGES_MIN = 2000;

    @Test
    void twoHundredReloadsLoseNothing() {
        try (Lab lab = Lab.create("ReloadIT")) {
            String configuration =
                    Configuration.alone()
                            .replace("2001:db8:1::1:0 - 2001:db8:1::1:ffff", "2001:db8:1::/80");
            Peer peer = new Peer(lab.s1(), Lab.S1_ADDRESS, new Tandem6(), configuration);
            peer.start();
            Perfdhcp.warmUp(lab.client(), Duration.ofSeconds(60));
            Perfdhcp.Result result =
                    Reloads.under(lab.client(), peer, configuration, RELOADS, () -> sockets(peer));

            assertThat(result.exchange("REQUEST-REPLY").received()).isGreaterThan(EXCHANGES_MIN);
            assertThat(peer.agent().command("config-get").arguments().at("/Dhcp6/valid-lifetime"))
                    .hasToString("4000");
        }
    }

    private static String sockets(Peer peer) {
        return "sockets opened: " + Reloads.logged(peer, "DHCP6_SOCKET_OPENED");
    }
}
