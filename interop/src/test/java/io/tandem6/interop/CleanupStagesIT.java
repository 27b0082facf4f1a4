package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.peer.Tandem6;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A clean-up of the lease file may have been interrupted at any of its steps, by either server's
 * end: whoever finds the files reads the same leases out of them as the other would.
 */
class CleanupStagesIT {
    private static final String HEADER =
            "address,duid,valid_lifetime,expire,subnet_id,pref_lifetime,lease_type,iaid,prefix_len,"
                    + "fqdn_fwd,fqdn_rev,hostname,hwaddr,state,user_context,hwtype,hwaddr_source\n";

    /** What is in which file, as "lease number:generation", generation 0 being a deletion. */
    private static final Map<String, Map<String, String>> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("no clean-up yet", Map.of("", "1:1 2:1 1:2 3:1 3:0"));
        STAGES.put("after one", Map.of(".2", "1:1 2:1", "", "2:2 3:1"));
        STAGES.put("put aside", Map.of(".2", "1:1 2:1", ".1", "1:2 2:0", "", "3:1"));
        STAGES.put(
                "output half written",
                Map.of(".2", "1:1 2:1", ".1", "1:2 4:1", ".output", "1:2", "", "3:1"));
        STAGES.put(
                "completed, nothing removed",
                Map.of(".2", "1:1 2:1", ".1", "1:2 2:0", ".completed", "1:2", "", "3:1"));
        STAGES.put(
                "completed, first input removed",
                Map.of(".1", "1:2 2:0", ".completed", "1:2 5:1", "", "3:1"));
        STAGES.put("completed, both removed", Map.of(".completed", "1:2 5:1", "", "3:1 5:0"));
    }

    @Test
    void bothReadTheSameAtEachStage() throws IOException {
        try (Lab lab = Lab.create("CleanupStagesIT")) {
            String configuration = Configuration.alone();
            Peer peer = new Peer(lab.s1(), Lab.S1_ADDRESS, new Kea(), configuration);
            for (Map.Entry<String, Map<String, String>> stage : STAGES.entrySet()) {
                LeaseDump keas = leases(peer, new Kea(), stage.getValue());
                LeaseDump ours = leases(peer, Tandem6.quickToStart(), stage.getValue());
                assertThat(keas.leases()).as(stage.getKey()).isNotEmpty();
                assertThat(keas.differences(ours)).as(stage.getKey()).isEmpty();

                // What is on the disk now, perhaps in the middle of the next clean-up, is Kea's
                // again.
                peer.configure(new Kea(), configuration);
                peer.start();
                assertThat(keas.differences(LeaseDump.of(peer.agent())))
                        .as("back to Kea: " + stage.getKey())
                        .isEmpty();
                peer.kill();
            }
        }
    }

    private static LeaseDump leases(Peer peer, Software software, Map<String, String> files)
            throws IOException {
        peer.removeLeases();
        Files.createDirectories(peer.leaseFile().getParent());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(Path.of(peer.leaseFile() + file.getKey()), text(file.getValue()));
        }
        peer.configure(software, Configuration.alone());
        peer.start();
        LeaseDump leases = LeaseDump.of(peer.agent());
        peer.kill();
        return leases;
    }

    private static String text(String rows) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String row : rows.split(" ")) {
            int number = row.charAt(0) - '0';
            int generation = row.charAt(2) - '0';
            int lifetime = generation * 1000;
            text.append(
                    "2001:db8:1::1:%d,00:03:00:01:02:00:00:00:00:0%d,%d,%d,1,%d,0,%d,128,0,0,,,0,,,\n"
                            .formatted(
                                    number,
                                    number,
                                    lifetime,
                                    4_000_000_000L + lifetime,
                                    lifetime,
                                    number));
        }
        return text.toString();
    }
}
