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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Five minutes of clients that come, renew and go. */
@Tag("full")
@Isolated("nothing is dropped only on a machine with nothing else to do")
class LongLoadIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @Test
    void nothingIsLostInFiveMinutes() {
        try (Lab lab = Lab.create("LongLoadIT")) {
            PairSettings settings = PairSettings.QUICK.withPool("2001:db8:1::/80");
            Pair pair = Pair.of(lab, Software.underTest(), Software.underTest(), settings);
            pair.start();
            pair.awaitNormal(Duration.ofSeconds(60));
            Perfdhcp.warmUp(lab.client(), LIMIT);
            Perfdhcp.Result result =
                    Perfdhcp.run(
                            lab.client(),
                            LIMIT,
                            "-r",
                            "300",
                            "-R",
                            "100000",
                            "-f",
                            "60",
                            "-F",
                            "30",
                            "-p",
                            "300");
            System.out.println(result.output());

            assertThat(result.drops()).as(result.output()).isZero();
            LeaseDump primary = LeaseDump.of(pair.primary().agent());
            assertThat(primary.differences(LeaseDump.of(pair.secondary().agent()))).isEmpty();
            assertThat(primary.differences(LeaseFile.read(pair.primary().leaseFile()))).isEmpty();
            assertThat(primary.differences(LeaseFile.read(pair.secondary().leaseFile()))).isEmpty();
        }
    }
}
