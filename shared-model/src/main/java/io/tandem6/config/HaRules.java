package io.tandem6.config;

import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import java.util.List;

/** Which servers and settings each mode of high availability needs and forbids. */
final class HaRules {
    private HaRules() {}

    static void check(Section section, Mode mode, List<Peer> peers, Problems problems) {
        long primaries = count(peers, Role.PRIMARY);
        long secondaries = count(peers, Role.SECONDARY);
        long standbys = count(peers, Role.STANDBY);
        boolean rolesFit =
                switch (mode) {
                    case HOT_STANDBY -> primaries == 1 && secondaries == 0 && standbys == 1;
                    case LOAD_BALANCING -> primaries == 1 && secondaries == 1 && standbys == 0;
                    case PASSIVE_BACKUP -> primaries == 1 && secondaries == 0 && standbys == 0;
                };
        if (!rolesFit) {
            problems.error(
                    section.at("peers"),
                    "mode "
                            + mode.keyword()
                            + " needs "
                            + wanted(mode)
                            + " and any number of backups, found "
                            + primaries
                            + " primary, "
                            + secondaries
                            + " secondary, "
                            + standbys
                            + " standby");
        }
        if (mode != Mode.PASSIVE_BACKUP && section.flag("wait-backup-ack", false)) {
            problems.error(
                    section.at("wait-backup-ack"),
                    "'wait-backup-ack' is of use in mode passive-backup only, here it is "
                            + mode.keyword());
        }
        if (mode != Mode.LOAD_BALANCING && section.number("delayed-updates-limit", 0) > 0) {
            problems.error(
                    section.at("delayed-updates-limit"),
                    "'delayed-updates-limit' is of use in mode load-balancing only, here it is "
                            + mode.keyword());
        }
    }

    private static String wanted(Mode mode) {
        return switch (mode) {
            case HOT_STANDBY -> "one primary, one standby, no secondary";
            case LOAD_BALANCING -> "one primary, one secondary, no standby";
            case PASSIVE_BACKUP -> "one primary, no secondary, no standby";
        };
    }

    private static long count(List<Peer> peers, Role role) {
        return peers.stream().filter(p -> p.role() == role).count();
    }
}
