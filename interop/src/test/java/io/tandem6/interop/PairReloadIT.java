package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.load.Perfdhcp;
import io.tandem6.interop.load.Reloads;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.PairSettings;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of each half of a pair, whose HA states do not change meanwhile. */
@Tag("full")
class PairReloadIT {
    private static final int RELOADS = 200;
    private static final long EXCHANGES_MIN = 2000;

    @ParameterizedTest
    @EnumSource
    void twoHundredReloadsOfAHalfLoseNothing(Half half) {
        try (Lab lab = Lab.create("PairReloadIT-" + half)) {
            PairSettings settings = PairSettings.QUICK.withPool("2001:db8:1::/80");
            Pair pair = Pair.of(lab, new Tandem6(), new Tandem6(), settings);
            pair.start();
            pair.awaitNormal(Duration.ofSeconds(60));
            Perfdhcp.warmUp(lab.client(), Duration.ofSeconds(60));
            Perfdhcp.Result result =
                    Reloads.under(
                            lab.client(),
                            pair.peer(half),
                            Configuration.pair(half.serverName(), settings),
                            RELOADS,
                            () -> state(pair.primary()) + ", " + state(pair.secondary()));

            assertThat(result.exchange("REQUEST-REPLY").received()).isGreaterThan(EXCHANGES_MIN);
            LeaseDump primary = LeaseDump.of(pair.primary().agent());
            assertThat(primary.differences(LeaseDump.of(pair.secondary().agent()))).isEmpty();
        }
    }

    private static String state(Peer peer) {
        return peer.agent().haState()
                + " after "
                + Reloads.logged(peer, "HA_STATE_TRANSITION")
                + " transitions, sockets opened: "
                + Reloads.logged(peer, "DHCP6_SOCKET_OPENED");
    }
}
