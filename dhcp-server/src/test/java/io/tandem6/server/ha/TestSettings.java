package io.tandem6.server.ha;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Continuity;
import io.tandem6.config.HaSettings.Continuity.Wish;
import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.HaSettings.Pause;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.config.HaSettings.StatePause;
import io.tandem6.server.scenario.Words;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Configurations for tests, with Kea's defaults: server1 is primary, server2 its partner. */
public final class TestSettings {
    private TestSettings() {}

    public static HaSettings hotStandby(String self) {
        return of(self, Words.of(""));
    }

    public static HaSettings hotStandby(String self, Wish wish) {
        return of(self, Words.of(""), new Continuity(wish, 3600, 128, 200, 250, 800));
    }

    public static HaSettings of(String self, Words words) {
        return of(self, words, Continuity.DEFAULT);
    }

    private static HaSettings of(String self, Words words, Continuity continuity) {
        Mode mode =
                Mode.valueOf(
                        words.get("mode", "hot-standby")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_'));
        return new HaSettings(
                self,
                mode,
                words.get("send-lease-updates", "true").equals("true"),
                words.get("sync-leases", "true").equals("true"),
                words.number("sync-timeout", 60_000),
                words.number("sync-page-limit", 10_000),
                words.number("delayed-updates-limit", mode == Mode.LOAD_BALANCING ? 100 : 0),
                words.number("heartbeat-delay", 10_000),
                words.number("max-response-delay", 60_000),
                words.number("max-ack-delay", 10_000),
                words.number("max-unacked-clients", 10),
                words.number("max-rejected-lease-updates", 10),
                words.get("wait-backup-ack", "false").equals("true"),
                true,
                pauses(words.get("pause", "")),
                Stream.concat(
                                Stream.of(
                                        peer("server1", Role.PRIMARY, words),
                                        peer("server2", second(mode), words)),
                                words.get("backup", "").isEmpty()
                                        ? Stream.of()
                                        : Stream.of(
                                                peer(words.get("backup", ""), Role.BACKUP, words)))
                        .toList(),
                HaSettings.Listener.NONE,
                continuity);
    }

    private static Role second(Mode mode) {
        return switch (mode) {
            case HOT_STANDBY -> Role.STANDBY;
            case LOAD_BALANCING -> Role.SECONDARY;
            case PASSIVE_BACKUP -> Role.BACKUP;
        };
    }

    private static Peer peer(String name, Role role, Words words) {
        return new Peer(
                name,
                URI.create("http://" + name + ":8000/"),
                role,
                words.get("auto-failover", "true").equals("true"),
                Optional.empty(),
                Optional.empty());
    }

    private static List<StatePause> pauses(String text) {
        return Arrays.stream(text.split(","))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.split(":"))
                .map(e -> new StatePause(e[0], Pause.valueOf(e[1].toUpperCase(Locale.ROOT))))
                .toList();
    }
}
