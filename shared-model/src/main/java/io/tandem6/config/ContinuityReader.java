package io.tandem6.config;

import io.tandem6.config.HaSettings.Continuity;
import io.tandem6.config.HaSettings.Continuity.Wish;
import java.util.Optional;

/** Reads {@code tandem6.continuity} in the {@code user-context} of a relationship. */
final class ContinuityReader {
    private ContinuityReader() {}

    static Continuity read(Section relationship, Problems problems) {
        Optional<Section> ours =
                relationship.section("user-context").flatMap(c -> c.section("tandem6"));
        Optional<Section> section = ours.flatMap(c -> c.section("continuity"));
        if (section.isEmpty()) {
            if (ours.filter(c -> c.has("continuity")).isPresent()) {
                problems.error(ours.get().at("continuity"), "'continuity' must be a map");
            }
            return Continuity.DEFAULT;
        }
        return new SchemaCheck(problems)
                .check(section.get().json(), HaSchema.CONTINUITY)
                .map(ContinuityReader::read)
                .orElse(Continuity.DEFAULT);
    }

    /** Who writes the map expects it, unless it says otherwise. */
    private static Continuity read(Section section) {
        Continuity standard = Continuity.DEFAULT;
        return new Continuity(
                section.flag("enabled", true) ? Wish.EXPECTED : Wish.NONE,
                section.number("mclt", standard.mcltSeconds()),
                (int) section.number("split", standard.split()),
                section.number("latency-budget", standard.latencyBudgetMillis()),
                section.number("contact-interval", standard.contactIntervalMillis()),
                section.number("contact-patience", standard.contactPatienceMillis()));
    }
}
