package io.tandem6.config;

import io.tandem6.wire.Octets;
import java.util.Locale;
import java.util.Optional;

/** Reads the settings of the server as a whole, apart from subnets and hooks. */
final class GlobalReader {
    private final Section global;
    private final Problems problems;

    GlobalReader(Section global, Problems problems) {
        this.global = global;
        this.problems = problems;
    }

    /** Kea 3's default; without it the threads of high availability are off too. */
    boolean multiThreading() {
        return global.section("multi-threading")
                .map(threading -> threading.flag("enable-multi-threading", true))
                .orElse(true);
    }

    ServerIdConfig serverId() {
        Optional<Section> section = global.section("server-id");
        if (section.isEmpty()) {
            return ServerIdConfig.DEFAULT;
        }
        Section id = section.get();
        Octets identifier = Octets.EMPTY;
        String text = id.text("identifier").orElse("");
        try {
            identifier = Octets.parseHex(text);
        } catch (IllegalArgumentException e) {
            problems.error(
                    id.at("identifier"),
                    "'" + JsonToken.excerpt(text) + "' is not a string of hexadecimal digits");
        }
        return new ServerIdConfig(
                ServerIdConfig.Type.valueOf(id.text("type").orElse("LLT").toUpperCase(Locale.ROOT)),
                id.integer("htype", 0),
                identifier,
                id.number("time", 0),
                id.number("enterprise-id", 0),
                id.flag("persist", true));
    }

    LeaseDatabase leaseDatabase() {
        Optional<Section> section = global.section("lease-database");
        if (section.isEmpty()) {
            return LeaseDatabase.DEFAULT;
        }
        Section database = section.get();
        LeaseDatabase.Type type =
                LeaseDatabase.Type.valueOf(
                        database.text("type").orElseThrow().toUpperCase(Locale.ROOT));
        return new LeaseDatabase(
                type,
                database.filledText("name"),
                database.flag("persist", true),
                database.number("lfc-interval", LeaseDatabase.DEFAULT.lfcIntervalSeconds()),
                database.number("max-row-errors", 0),
                access(type, database));
    }

    private Optional<DatabaseAccess> access(LeaseDatabase.Type type, Section database) {
        return switch (type) {
            case MEMFILE -> Optional.empty();
            case POSTGRESQL, MYSQL ->
                    Optional.of(new DatabaseAccessReader(database, problems).read(type));
        };
    }

    LeaseChecks leaseChecks() {
        return global.section("sanity-checks")
                .flatMap(checks -> checks.text("lease-checks"))
                .map(LeaseChecks::of)
                .orElse(LeaseChecks.WARN);
    }

    ExpiredLeasesProcessing expiredLeases() {
        ExpiredLeasesProcessing otherwise = ExpiredLeasesProcessing.DEFAULT;
        return global.section("expired-leases-processing")
                .map(
                        s ->
                                new ExpiredLeasesProcessing(
                                        s.integer(
                                                "reclaim-timer-wait-time",
                                                otherwise.reclaimTimerWaitSeconds()),
                                        s.integer(
                                                "flush-reclaimed-timer-wait-time",
                                                otherwise.flushReclaimedTimerWaitSeconds()),
                                        s.number(
                                                "hold-reclaimed-time",
                                                otherwise.holdReclaimedSeconds()),
                                        s.number(
                                                "max-reclaim-leases", otherwise.maxReclaimLeases()),
                                        s.integer("max-reclaim-time", otherwise.maxReclaimMillis()),
                                        s.integer(
                                                "unwarned-reclaim-cycles",
                                                otherwise.unwarnedReclaimCycles())))
                .orElse(otherwise);
    }
}
