package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseFile;
import io.tandem6.interop.load.Perfdhcp;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.PairSettings;
import io.tandem6.interop.peer.Software;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** 500 clients a second, each with its lease replicated before it is answered, none dropped. */
@Isolated("nothing is dropped only on a machine with nothing else to do")
class PerfdhcpIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CLIENTS = 10_000;

    @Test
    void fiveHundredExchangesASecondLoseNothing() {
        try (Lab lab = Lab.create("PerfdhcpIT")) {
            PairSettings settings = PairSettings.QUICK.withPool("2001:db8:1::/80");
            Pair pair = Pair.of(lab, Software.underTest(), Software.underTest(), settings);
            pair.start();
            pair.awaitNormal(Duration.ofSeconds(40));

            Perfdhcp.warmUp(lab.client(), LIMIT);
            Perfdhcp.Result result =
                    Perfdhcp.run(
                            lab.client(),
                            LIMIT,
                            "-r",
                            "500",
                            "-R",
                            Integer.toString(CLIENTS),
                            "-p",
                            "20");
            System.out.println(result.output());

            assertThat(result.drops()).as(result.output()).isZero();
            assertThat(result.exchange("REQUEST-REPLY").received())
                    .isGreaterThan(CLIENTS * 95 / 100);
            LeaseDump primary = LeaseFile.read(pair.primary().leaseFile());
            assertThat(primary.held())
                    .isGreaterThanOrEqualTo((int) result.exchange("REQUEST-REPLY").received());
            assertThat(primary.differences(LeaseFile.read(pair.secondary().leaseFile()))).isEmpty();
        }
    }
}
